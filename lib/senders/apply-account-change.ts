import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { changeLimit } from '@/lib/senders/change-limit'
import { type AccountChange, readAccountChange } from '@/lib/senders/change-rules'
import {
  type AccountRow,
  addNotice,
  checkSoon,
  lockAccount,
  type SenderRow,
  selectNumbersOf,
  updateAccount,
} from '@/lib/senders/condition-store'
import { Holdings, lossReasons, type MetaChange } from '@/lib/senders/holding-schema'
import { loseNumbers, restoreNumbers } from '@/lib/senders/lose-numbers'
import { isNewer, Marks } from '@/lib/senders/marks-schema'
import { refreshReadiness } from '@/lib/senders/refresh-readiness'
import { tellNotices } from '@/lib/senders/tell-notices'

/**
 * Takes in what Meta says of an account: the fields account_update, account_alerts, account_review_update and
 * business_capability_update. False for a shape that we do not know. In whatever order changes arrive, and however
 * often, the same state comes of them: `at` is when Meta said it, and what is older than what is known is left.
 */
export async function applyAccountChange(
  ctx: Ctx,
  { field, value, at, wabaId }: MetaChange,
): Promise<boolean> {
  const word = readAccountChange(field, value)
  if (!word) return false
  if (word.changes.length === 0) return true
  const about = word.wabaId ?? wabaId
  const hasChanged = await withTenant(ctx, async (tx) => {
    let changed = false
    for (const change of word.changes)
      changed = (await applyOne(ctx, tx, { wabaId: about, change, at })) || changed
    if (changed) await refreshReadiness(tx, about)
    return changed
  })
  if (hasChanged) ctx.defer(async () => void (await tellNotices()))
  return true
}

type One = { wabaId: string; change: AccountChange; at: Date }

async function applyOne(ctx: Ctx, tx: TenantTx, { wabaId, change, at }: One): Promise<boolean> {
  const account = await lockAccount(tx, wabaId)
  if (!account) return false
  const marks = Marks.parse(account.marks)
  const mark = { at: at.getTime(), tag: change.tag }
  if (!isNewer(marks, change.name, mark)) {
    if (mayBeUnread(account, at)) await checkSoon(tx, account.id, policy.senders.check.soonSeconds)
    return false
  }
  const numbers = await selectNumbersOf(tx, wabaId)
  await updateAccount(tx, account.id, { marks: { ...marks, [change.name]: mark } })
  await checkSoon(tx, account.id, policy.senders.check.soonSeconds)
  if (change.kind === 'review') await updateAccount(tx, account.id, { reviewStatus: change.status })
  if (change.kind === 'verification')
    await updateAccount(tx, account.id, { verificationStatus: change.status })
  if (change.kind === 'limit') await changeLimit(tx, { account, numbers, limit: change.limit, at })
  if (change.kind === 'held') await hold(tx, { account, numbers, change, at })
  if (change.kind === 'link') await changeLink(ctx, tx, { account, numbers, change, at })
  return true
}

/** Meta counts in seconds: what it says of the time of our last look may be older than that, or not. */
function mayBeUnread({ checkedAt }: AccountRow, at: Date): boolean {
  return checkedAt !== null && Math.abs(at.getTime() - checkedAt.getTime()) < 60_000
}

type Held = {
  account: AccountRow
  numbers: SenderRow[]
  change: Extract<AccountChange, { kind: 'held' }>
  at: Date
}

async function hold(tx: TenantTx, { account, numbers, change, at }: Held): Promise<void> {
  const { name } = change
  const now = change.held.map((held) => ({ ...held, name, at: at.toISOString() }))
  const others = Holdings.parse(account.restrictions).filter((held) => held.name !== name)
  const restrictions = [...others, ...now].sort((one, other) => (one.name < other.name ? -1 : 1))
  await updateAccount(tx, account.id, { restrictions })
  const [first] = numbers.filter(({ status }) => status === 'connected')
  const worst = now.find(
    ({ kind, what }) => kind === 'restriction' || (kind === 'ban' && what !== 'REINSTATE'),
  )
  if (!first || !worst) return
  await addNotice(tx, first.id, {
    kind: 'restricted',
    about: account.id,
    at: at.toISOString(),
    detail: worst.what,
  })
}

type Link = Pick<Held, 'account' | 'numbers' | 'at'> & {
  change: Extract<AccountChange, { kind: 'link' }>
}

async function changeLink(ctx: Ctx, tx: TenantTx, { account, numbers, change, at }: Link): Promise<void> {
  const { lost } = change
  if (lost) {
    await updateAccount(tx, account.id, { tokenStatus: 'revoked' })
    return loseNumbers(tx, account, numbers, { reason: lost, at })
  }
  const wasLost = numbers.some(({ disconnectReason }) =>
    lossReasons.link.some((it) => it === disconnectReason),
  )
  if (wasLost && account.accessTokenSealed) await updateAccount(tx, account.id, { tokenStatus: 'valid' })
  await restoreNumbers(ctx, tx, account, numbers, lossReasons.link)
}
