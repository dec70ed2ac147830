import { withTenant } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { log } from '@/lib/core/log'
import {
  type AccountReading,
  type NumberReading,
  readAccountHealth,
  readNumberHealth,
  readToken,
  type TokenReading,
} from '@/lib/gateways/meta-health'
import { findChecked } from '@/lib/senders/account-store'
import { recordHealth } from '@/lib/senders/record-health'
import { tellNotices } from '@/lib/senders/tell-notices'

/** What was read in one look, and of what. Whatever Meta did not say is null. */
export type Reading = {
  /** When it was begun, by the database's clock: what is said later of the same thing is newer. */
  startedAt: Date
  /** The sealed token that it was read with: one that has been replaced since says nothing of the new one. */
  sealed: string
  token: TokenReading | null
  account: AccountReading | 'refused' | null
  numbers: ReadonlyMap<string, NumberReading>
}

const atOnce = 5

/**
 * Asks Meta how an account and its numbers are, and writes down what is different. Never throws for what Meta does;
 * may be done by several at once, and tells of each change once. False when there was nothing to ask, or no answer.
 */
export async function checkAccount(ctx: Ctx, accountId: string): Promise<boolean> {
  const found = await withTenant(ctx, (tx) => findChecked(tx, accountId))
  if (!found?.account.accessTokenSealed) return false
  const { account, startedAt, numbers } = found
  const sealed = found.account.accessTokenSealed
  const place = {
    table: 'whatsapp_accounts',
    column: 'access_token',
    tenantId: ctx.tenantId,
    rowId: accountId,
  }
  const accessToken = openSealed(place, sealed)
  const token = await readToken(accessToken, account.wabaId)
  const reading: Reading = { startedAt, sealed, token, account: null, numbers: new Map() }
  if (token?.state === 'valid') {
    reading.account = await readAccountHealth(accessToken, account.wabaId)
    reading.numbers = await readNumbers(accessToken, numbers)
  }
  await recordHealth(ctx, account, reading)
  await tellNotices()
  if (!token) log.warn('Meta did not say how an account is', { wabaId: account.wabaId })
  return token !== null
}

/** A few at once: an account may have many numbers, and its lease is short. */
async function readNumbers(
  accessToken: string,
  numbers: readonly { id: string; phoneNumberId: string }[],
): Promise<Map<string, NumberReading>> {
  const read = new Map<string, NumberReading>()
  for (let start = 0; start < numbers.length; start += atOnce)
    await Promise.all(
      numbers.slice(start, start + atOnce).map(async ({ id, phoneNumberId }) => {
        const reading = await readNumberHealth(accessToken, phoneNumberId)
        if (reading) read.set(id, reading)
      }),
    )
  return read
}
