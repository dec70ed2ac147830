import type { TenantTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { findAccountByWaba } from '@/lib/senders/account-store'

export type AccountCredentials = { accountId: string; wabaId: string; accessToken: string }

/** The credentials of a WhatsApp Business Account, or null when it is not shared with us any more. */
export async function findAccountCredentials(
  ctx: Ctx,
  tx: TenantTx,
  wabaId: string,
): Promise<AccountCredentials | null> {
  const account = await findAccountByWaba(tx, wabaId)
  if (!account?.accessTokenSealed || account.disconnectedAt || account.tokenStatus !== 'valid') return null
  const place = {
    table: 'whatsapp_accounts',
    column: 'access_token',
    tenantId: ctx.tenantId,
    rowId: account.id,
  }
  return { accountId: account.id, wabaId, accessToken: openSealed(place, account.accessTokenSealed) }
}
