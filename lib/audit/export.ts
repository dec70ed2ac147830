import { stringify } from 'csv-stringify/sync'
import { withTenant } from '@/db/tenant'
import { actionOf } from '@/lib/audit/action-schema'
import { conditionsOf } from '@/lib/audit/filter-rules'
import { idsToName, nameOf } from '@/lib/audit/name-of'
import { presentEntry } from '@/lib/audit/present'
import { recordAudit } from '@/lib/audit/record'
import type { AuditEntry, AuditFilter } from '@/lib/audit/schema'
import { type EntryFilter, findHead, hasMoreEntries, selectEntries } from '@/lib/audit/store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { FileAnswer } from '@/lib/core/file-answer'
import { toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireStepUp } from '@/lib/core/step-up'

/** What actors are called, by their ids; asked of the modules further down the line. */
export type NameActors = (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>

/**
 * The entries that a filter finds as CSV, newest first, with all that their hashes cover. That somebody took them is
 * in the log before the first line goes out. Throws `role_missing`, `step_up_required`, and `state_conflict` when
 * there are more than one file holds.
 */
export async function exportAuditLog(
  ctx: Ctx,
  filter: AuditFilter,
  nameActors: NameActors,
  now = new Date(),
): Promise<FileAnswer> {
  requirePerson(ctx, 'audit.read')
  requireStepUp(ctx, now)
  const limit = policy.audit.exportRows
  const conditions = { ...conditionsOf(filter), limit }
  const before = await withTenant(ctx, async (tx) => {
    if (await hasMoreEntries(tx, conditions))
      throw new AppError('state_conflict', {
        detail: `More than ${limit} entries match, which is as many as one file holds: choose a shorter time.`,
      })
    const head = await findHead(tx)
    await recordAudit(ctx, tx, {
      action: 'audit.exported',
      target: { type: 'audit_log', id: 'csv' },
      after: { filter },
    })
    return (head?.seq ?? 0) + 1
  })
  const name = `audit-log-${now.toISOString().slice(0, 10)}.csv`
  return new FileAnswer(name, 'text/csv; charset=utf-8', linesOf(ctx, { ...conditions, before }, nameActors))
}

/** A page at a time: what is written no longer changes, so that pages of different moments fit together. */
async function* linesOf(ctx: Ctx, filter: EntryFilter, nameActors: NameActors): AsyncGenerator<string> {
  yield asCsv([columns])
  const limit = policy.audit.readBatch
  let before = filter.before
  for (;;) {
    const rows = await withTenant(ctx, (tx) => selectEntries(tx, { ...filter, before, limit }))
    const entries = rows.map(presentEntry)
    const names = await nameActors(ctx, idsToName(entries.map(({ actor }) => actor)))
    const tenantId = toTypeId('tenant', ctx.tenantId)
    if (entries.length > 0)
      yield asCsv(entries.map((entry) => [tenantId, ...cellsOf(entry, nameOf(entry.actor, names) ?? '')]))
    before = entries.at(-1)?.seq
    if (entries.length < limit) return
  }
}

/** No cell begins like a formula: whoever opens the file runs nothing. */
function asCsv(rows: (string | number)[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: 'windows' })
}

export const columns = [
  'tenant_id',
  'seq',
  'id',
  'happened_at',
  'action',
  'title',
  'actor_type',
  'actor_id',
  'actor',
  'target_type',
  'target_id',
  'mode',
  'before',
  'after',
  'request_id',
  'address',
  'address_hash',
  'previous_hash',
  'hash',
]

function cellsOf(entry: AuditEntry, actor: string): (string | number)[] {
  const json = (value: unknown) => (value === null ? '' : JSON.stringify(value))
  return [
    entry.seq,
    entry.id,
    entry.happened_at,
    entry.action,
    actionOf(entry.action).title,
    entry.actor.type,
    entry.actor.id,
    actor,
    entry.target.type,
    entry.target.id,
    entry.mode ?? '',
    json(entry.before),
    json(entry.after),
    entry.request_id,
    entry.address ?? '',
    entry.address_hash,
    entry.previous_hash,
    entry.hash,
  ]
}
