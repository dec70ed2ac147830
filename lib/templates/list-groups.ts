import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import { selectTemplateAccounts } from '@/lib/templates/account-store'
import type { TemplateGroups } from '@/lib/templates/group-schema'
import { presentTemplates } from '@/lib/templates/present'
import type { TemplateObject } from '@/lib/templates/schema'
import { settleTestTemplates } from '@/lib/templates/settle-test'
import { selectTemplates } from '@/lib/templates/store'

const rowsMax = 1_000

/** The templates of this mode by their names, the newest first, and the accounts they are read from. */
export async function listTemplateGroups(ctx: Ctx): Promise<TemplateGroups> {
  requirePermission(ctx, 'templates.read')
  return withTenant(ctx, async (tx) => {
    if (ctx.mode === 'test') await settleTestTemplates(tx)
    const accounts = await selectTemplateAccounts(tx)
    const rows = await selectTemplates(tx, { limit: rowsMax })
    const groups = new Map<string, TemplateObject[]>()
    const objects = await presentTemplates(tx, rows)
    objects.forEach((object, index) => {
      const key = `${rows[index]?.wabaId} ${object.name}`
      groups.set(key, [...(groups.get(key) ?? []), object])
    })
    return {
      accounts: accounts.map(({ wabaId, accountId, name, templatesSyncedAt }) => ({
        id: accountId && toTypeId('account', accountId),
        waba_id: wabaId,
        name,
        synced_at: toTimestamp(templatesSyncedAt),
      })),
      groups: [...groups.values()].map((templates) => ({ name: templates[0]?.name ?? '', templates })),
      isCut: rows.length === rowsMax,
    }
  })
}
