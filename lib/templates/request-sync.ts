import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import { markAccountDue, selectTemplateAccounts } from '@/lib/templates/account-store'
import { chooseAccount } from '@/lib/templates/choose-account'
import type { SyncTemplatesInput, SyncTemplatesReply } from '@/lib/templates/schema'
import { settleTestTemplates } from '@/lib/templates/settle-test'
import { syncAccount } from '@/lib/templates/sync-account'

type Input = CamelKeys<z.output<typeof SyncTemplatesInput>>

/**
 * Reads the templates of one account, or of all, from Meta: after the answer, and within the minute if this process
 * dies. In test mode there is nothing to read. Throws `no_sender` for an account that is none.
 */
export async function requestSync(ctx: Ctx, { account }: Input): Promise<SyncTemplatesReply> {
  requirePermission(ctx, 'templates.write')
  const accounts = await withTenant(ctx, async (tx) => {
    if (ctx.mode === 'test') await settleTestTemplates(tx)
    const chosen =
      account === undefined ? await selectTemplateAccounts(tx) : [await chooseAccount(tx, { account })]
    for (const { wabaId } of chosen) await markAccountDue(tx, wabaId)
    if (ctx.actor.type === 'user' && chosen.length > 0)
      await recordAudit(ctx, tx, {
        action: 'templates.synced',
        target: { type: 'tenant', id: toTypeId('tenant', ctx.tenantId) },
        after: { accounts: chosen.map(({ wabaId }) => wabaId).join(' ') },
      })
    return chosen
  })
  if (ctx.mode === 'live')
    ctx.defer(async () => {
      for (const { wabaId } of accounts) await syncAccount(ctx, wabaId)
    })
  return {
    object: 'template_sync',
    accounts: accounts.map(({ accountId, name, templatesSyncedAt }) => ({
      account_id: accountId && toTypeId('account', accountId),
      name,
      synced_at: toTimestamp(templatesSyncedAt),
    })),
  }
}
