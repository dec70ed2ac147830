import { redirect } from 'next/navigation'
import { requireTenant } from '@/lib/http/require-tenant'
import { firstScreen } from './nav'

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function TenantPage({ params }: Props) {
  const { tenant, mode, user } = await requireTenant(params)
  redirect(`/dashboard/${tenant.slug}/${mode}/${firstScreen(user.role)}`)
}
