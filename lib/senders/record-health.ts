import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { changeLimit } from '@/lib/senders/change-limit'
import type { Reading } from '@/lib/senders/check-account'
import {
  type AccountRow,
  addNotice,
  checkSoon,
  lockAccount,
  markChecked,
  type SenderRow,
  selectNumbersOf,
  updateAccount,
  updateSender,
} from '@/lib/senders/condition-store'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import { accountFieldsOf, limitRead, numberFieldsOf } from '@/lib/senders/health-rules'
import { type LossReason, lossReasons } from '@/lib/senders/holding-schema'
import { loseNumbers, restoreNumbers } from '@/lib/senders/lose-numbers'
import { isNewer, type Mark, Marks } from '@/lib/senders/marks-schema'
import { refreshReadiness } from '@/lib/senders/refresh-readiness'

/**
 * Writes down what a look at an account found, each part unless something newer is known of it, and tells of what is
 * different. Of several looks at once the latest counts, and of each change one event tells.
 */
export async function recordHealth(
  ctx: Ctx,
  { wabaId }: Pick<AccountRow, 'wabaId'>,
  reading: Reading,
): Promise<void> {
  await withTenant(ctx, async (tx) => {
    const account = await lockAccount(tx, wabaId)
    if (!account || account.disconnectedAt) return
    if (account.accessTokenSealed !== reading.sealed) return checkSoon(tx, account.id, 1)
    const { everySeconds, retrySeconds } = policy.senders.check
    // Spread over the hour, so that accounts connected together are not all asked about together for ever.
    const next = reading.token ? everySeconds * (0.9 + Math.random() * 0.2) : retrySeconds
    const at = reading.startedAt.getTime()
    const marks = Marks.parse(account.marks)
    if (!isNewer(marks, 'read', { at, tag: '' })) return
    const work = { ctx, tx, account, reading, numbers: await selectNumbersOf(tx, wabaId) }
    if (reading.token) await recordToken(work, reading.token)
    await recordAccount(work, {
      ...Marks.parse((await lockAccount(tx, wabaId))?.marks),
      read: { at, tag: '' },
    })
    await recordNumbers(work)
    await recordLimit(work)
    await markChecked(tx, account.id, next)
    await refreshReadiness(tx, wabaId)
  })
}

type Work = {
  ctx: Ctx
  tx: TenantTx
  account: AccountRow
  numbers: SenderRow[]
  reading: Reading
}

/** A token that was lost and works again gives back what was lost with it, unless somebody reconnected meanwhile. */
async function recordToken(work: Work, token: NonNullable<Reading['token']>): Promise<void> {
  const { ctx, tx, account, numbers, reading } = work
  const marks = Marks.parse(account.marks)
  const mark: Mark = { at: reading.startedAt.getTime(), tag: token.state }
  const { scopes, expiresAt, state } = token
  await updateAccount(tx, account.id, { marks: { ...marks, token: mark } })
  if (state !== 'valid') {
    if (account.tokenStatus !== 'valid') return
    await updateAccount(tx, account.id, { tokenStatus: state })
    const reason: LossReason = state === 'expired' ? 'token_expired' : 'token_revoked'
    return loseNumbers(tx, account, numbers, { reason, at: reading.startedAt })
  }
  const isOutOfReach = reading.account === 'refused'
  await updateAccount(tx, account.id, { tokenScopes: isOutOfReach ? [] : scopes, tokenExpiresAt: expiresAt })
  if (account.tokenStatus === 'valid' || account.tokenStatus !== marks.token?.tag) return
  await updateAccount(tx, account.id, { tokenStatus: 'valid' })
  await restoreNumbers(ctx, tx, account, numbers, lossReasons.token)
}

async function recordAccount({ tx, account, reading }: Work, marks: Marks): Promise<void> {
  const at = reading.startedAt.getTime()
  const { review, verification, ...fields } = accountFieldsOf(reading.account)
  const said = { ...marks }
  const change: Parameters<typeof updateAccount>[2] = fields
  if (review !== undefined && isNewer(marks, 'review', { at, tag: review })) {
    said.review = { at, tag: review }
    change.reviewStatus = review
  }
  if (verification !== undefined && isNewer(marks, 'verification', { at, tag: verification })) {
    said.verification = { at, tag: verification }
    change.verificationStatus = verification
  }
  await updateAccount(tx, account.id, { ...change, marks: said })
}

async function recordLimit({ tx, account, numbers, reading }: Work): Promise<void> {
  const limit = limitRead(reading.numbers)
  const marks = Marks.parse((await lockAccount(tx, account.wabaId))?.marks)
  const mark = { at: reading.startedAt.getTime(), tag: limit ?? '' }
  if (limit === null || !isNewer(marks, 'limit', mark)) return
  await updateAccount(tx, account.id, { marks: { ...marks, limit: mark } })
  await changeLimit(tx, { account, numbers, limit, at: reading.startedAt })
}

async function recordNumbers({ tx, numbers, reading }: Work): Promise<void> {
  const at = reading.startedAt.getTime()
  const changedQuality: string[] = []
  for (const number of numbers) {
    const read = reading.numbers.get(number.id)
    const marks = Marks.parse(number.marks)
    if (!read || !isNewer(marks, 'read', { at, tag: '' })) continue
    const { change, said } = numberFieldsOf(read, marks, at)
    await updateSender(tx, number.id, {
      ...change,
      checkedAt: reading.startedAt,
      marks: { ...marks, ...said, read: { at, tag: '' } },
    })
    const { quality, numberStatus } = change
    if (quality && number.quality && quality !== number.quality) changedQuality.push(number.id)
    const moment = { about: number.id, at: reading.startedAt.toISOString() }
    if (quality === 'RED' && number.quality !== 'RED')
      await addNotice(tx, number.id, { ...moment, kind: 'quality_low', detail: number.quality })
    if (numberStatus && numberStatus !== number.numberStatus && restricting.has(numberStatus))
      await addNotice(tx, number.id, { ...moment, kind: 'restricted', detail: numberStatus })
  }
  await emitSenderEvents(tx, 'sender.quality_changed', changedQuality)
}

const restricting = new Set(['BANNED', 'RESTRICTED', 'FLAGGED', 'RATE_LIMITED'])
