import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { checkOutboundHost } from '@/lib/gateways/outbound'

/** What would be said of a URL if it were saved now, while it is still being typed. `reason` is for its writer. */
export async function checkUrl(ctx: Ctx, { url }: { url: string }) {
  requirePerson(ctx, 'webhooks.write')
  const checked = await checkOutboundHost(url)
  return { object: 'url_check' as const, ok: checked.ok, reason: checked.ok ? null : checked.reason }
}
