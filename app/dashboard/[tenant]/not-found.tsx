import { requireSession } from '@/lib/http/require-tenant'
import { NotYours } from './not-yours'

/** Whoever comes here was a member when they signed in, and is not any more; or the address is not quite right. */
export default async function TenantNotFound() {
  const { tenants } = await requireSession()
  return <NotYours tenants={tenants} />
}
