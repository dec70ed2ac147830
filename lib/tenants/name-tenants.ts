import { asSystem } from '@/db/tenant'
import { platformId } from '@/lib/core/ids'
import { selectSlugs } from '@/lib/tenants/slug-system'

/** The slugs of all tenants by their UUIDs, and the house itself, for those who keep it. */
export async function nameTenants(): Promise<ReadonlyMap<string, string>> {
  const rows = await asSystem(selectSlugs)
  return new Map([[platformId, 'platform'], ...rows.map(({ id, slug }) => [id, slug] as const)])
}
