import type { Metadata } from 'next'
import { requireTenant } from '@/lib/http/require-tenant'
import { PasswordSection } from './password-section'

export const metadata: Metadata = { title: 'Security' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function SecurityPage({ params }: Props) {
  const { user } = await requireTenant(params)
  return (
    <div className="grid max-w-3xl gap-8">
      <h1 className="type-display text-2xl">Security</h1>
      <PasswordSection email={user.email} />
    </div>
  )
}
