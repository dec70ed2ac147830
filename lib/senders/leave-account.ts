import { withTenant } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { log } from '@/lib/core/log'
import { subscribeApp, unsubscribeApp } from '@/lib/gateways/meta-onboarding'
import { findTenantsOfAccount } from '@/lib/senders/find-connected'
import { findAccount, forgetToken } from '@/lib/senders/link-store'

/**
 * Tells Meta that we want to hear of the account no more, then forgets its token. Another workspace that shares the
 * same account still wants to hear of it: Meta knows our app once for both. When Meta cannot be reached the token
 * stays, and the job comes back.
 */
export async function leaveAccount(ctx: Ctx, accountId: string): Promise<void> {
  const account = await withTenant(ctx, (tx) => findAccount(tx, accountId))
  if (!account?.disconnectedAt || !account.accessTokenSealed) return
  const others = await findTenantsOfAccount(account.wabaId)
  const place = {
    table: 'whatsapp_accounts',
    column: 'access_token',
    tenantId: ctx.tenantId,
    rowId: accountId,
  }
  const accessToken = openSealed(place, account.accessTokenSealed)
  if (others.length === 0) {
    const asked = await unsubscribeApp(accessToken, account.wabaId)
    const isHeard = asked.outcome === 'ok' || asked.outcome === 'refused'
    if (!isHeard && Date.now() - account.disconnectedAt.getTime() < mostPatience) return
    if (asked.outcome !== 'ok')
      log.warn('Meta did not unsubscribe us', { wabaId: account.wabaId, outcome: asked.outcome })
  }
  const isGone = await withTenant(ctx, (tx) => forgetToken(tx, accountId))
  // Connected again while Meta was told of the end.
  if (!isGone) await subscribeApp(accessToken, account.wabaId)
}

const mostPatience = 24 * 3_600_000
