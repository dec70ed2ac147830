import { redirect } from 'next/navigation'

export default async function TenantPage({ params }: { params: Promise<{ tenant: string; mode: string }> }) {
  const { tenant, mode } = await params
  redirect(`/dashboard/${encodeURIComponent(tenant)}/${encodeURIComponent(mode)}/otps`)
}
