import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { changeLimit } from '@/lib/senders/change-limit'
import {
  checkSoon,
  lockAccount,
  type SenderRow,
  selectNumbersOf,
  updateAccount,
  updateSender,
} from '@/lib/senders/condition-store'
import type { MetaChange } from '@/lib/senders/holding-schema'
import { isNewer, type Mark, Marks } from '@/lib/senders/marks-schema'
import { type NumberChange, type NumberWord, readNumberChange } from '@/lib/senders/number-rules'
import { refreshReadiness } from '@/lib/senders/refresh-readiness'
import { tellNotices } from '@/lib/senders/tell-notices'

/**
 * Takes in what Meta says of a number: the fields phone_number_quality_update, phone_number_name_update, security and
 * business_username_updates. False for a shape that we do not know. The same state comes of the same changes, in
 * whatever order and however often they arrive.
 */
export async function applyNumberChange(
  ctx: Ctx,
  { field, value, at, wabaId }: MetaChange,
): Promise<boolean> {
  const word = readNumberChange(field, value)
  if (!word) return false
  const hasChanged = await withTenant(ctx, (tx) => applyIn(tx, { word, at, wabaId }))
  if (hasChanged) ctx.defer(async () => void (await tellNotices()))
  return true
}

type Said = { word: NumberWord; at: Date; wabaId: string }

async function applyIn(tx: TenantTx, { word, at, wabaId }: Said): Promise<boolean> {
  const account = await lockAccount(tx, wabaId)
  const numbers = await selectNumbersOf(tx, wabaId)
  const number = numbers.find(({ phone }) => phone === word.phone)
  let changed = false
  if (number) changed = await changeNumber(tx, { number, changes: word.changes, at })
  const mark = { at: at.getTime(), tag: word.limit ?? '' }
  if (account && word.limit !== null && isNewer(Marks.parse(account.marks), 'limit', mark)) {
    await updateAccount(tx, account.id, { marks: { ...Marks.parse(account.marks), limit: mark } })
    await changeLimit(tx, { account, numbers, limit: word.limit, at })
    changed = true
  }
  if (account && changed) await checkSoon(tx, account.id, policy.senders.check.soonSeconds)
  if (changed) await refreshReadiness(tx, wabaId)
  return changed
}

type Changes = { number: SenderRow; changes: readonly NumberChange[]; at: Date }

async function changeNumber(tx: TenantTx, { number, changes, at }: Changes): Promise<boolean> {
  const marks = Marks.parse(number.marks)
  const newer = changes.filter(({ name, tag }) => isNewer(marks, name, { at: at.getTime(), tag }))
  if (newer.length === 0) return false
  const said = newer.map(({ name, tag }): [string, Mark] => [name, { at: at.getTime(), tag }])
  const fields = newer.map(fieldsOf)
  await updateSender(
    tx,
    number.id,
    Object.assign({ marks: { ...marks, ...Object.fromEntries(said) } }, ...fields),
  )
  return true
}

function fieldsOf(change: NumberChange): Partial<SenderRow> {
  if (change.kind === 'name') return { nameStatus: change.status, requestedName: change.requested }
  if (change.kind === 'display_name') return { displayName: change.displayName }
  if (change.kind === 'throughput') return { throughput: change.level }
  return change.kind === 'username' ? { username: change.username } : {}
}
