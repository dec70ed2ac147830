import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { hashCheck } from '@/app/(site)/docs/audit-log/snippets'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { columns, exportAuditLog } from '@/lib/audit/export'
import { chainOf, doSomething, entriesInOrder } from '@/lib/audit/fixtures/chain'
import { getAuditEntry } from '@/lib/audit/get'
import { getChainState, listActors, listAuditEntries } from '@/lib/audit/list'
import { recordAudit } from '@/lib/audit/record'
import { type Ctx, roles } from '@/lib/core/context'
import { newTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { nameActors } from '@/lib/keys/name-actors'

mkdirSync('test-results', { recursive: true })
/** Where what is written may import what the repository has installed. */
const own = mkdtempSync(path.join('test-results', 'audit-'))
afterAll(() => rmSync(own, { recursive: true }))

type Filter = Parameters<typeof exportAuditLog>[1]

async function exported(ctx: Ctx, filter: Filter = {}) {
  const file = await exportAuditLog(ctx, filter, nameActors)
  let text = ''
  for await (const piece of file.pieces) text += piece
  return { name: file.name, lines: parseCsv(text) }
}

/** RFC 4180: cells in quotes may hold commas, line ends and doubled quotes. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') lines.push([])
  }
  return lines.slice(0, -1)
}

function rowsOf(lines: string[][]): Record<string, string>[] {
  return lines.slice(1).map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])))
}

describe('the export', () => {
  test('has all that the hashes cover: whoever holds it computes the chain with what the docs print', async () => {
    const { ctx, tenantId } = await chainOf(5)
    const { lines, name } = await exported(ctx)
    expect(name).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/)
    expect(lines[0]).toEqual(columns)
    const file = path.join(own, 'check.mjs')
    writeFileSync(file, hashCheck)
    const { hashOf } = await import(/* @vite-ignore */ pathToFileURL(path.resolve(file)).href)
    let before = '0'.repeat(64)
    const rows = rowsOf(lines).reverse()
    expect(rows).toHaveLength(5)
    for (const row of rows) {
      expect(row.tenant_id).toBe(toTypeId('tenant', tenantId))
      expect(row.previous_hash).toBe(before)
      expect(hashOf(row)).toBe(row.hash)
      before = row.hash ?? ''
    }
  })

  test('is itself in the log, with its filter, before its first line goes out', async () => {
    const { ctx } = await chainOf(1)
    await exportAuditLog(ctx, { mode: 'live' }, nameActors)
    expect((await entriesInOrder(ctx)).at(-1)).toMatchObject({
      action: 'audit.exported',
      after: { filter: { mode: 'live' } },
    })
  })

  test('is the same set as the list with the same filter', async () => {
    const { ctx } = await chainOf(4)
    const other = testContext({ ...ctx, mode: 'test', actor: personActor('admin') }).ctx
    await doSomething(other)
    const today = new Date().toISOString().slice(0, 10)
    const [mine] = await entriesInOrder(ctx)
    const filters: Filter[] = [
      {},
      { mode: 'test' },
      { mode: 'neither' },
      { actor: mine?.actorId ?? '' },
      { target: mine?.targetId ?? '' },
      { group: 'api_keys' },
      { group: 'fraud_guard' },
      { from: today, until: today },
      { until: '2020-01-01' },
    ]
    for (const filter of filters) {
      const listed = await listAuditEntries(ctx, { ...filter, limit: 100 })
      const { lines } = await exported(ctx, filter)
      expect(
        rowsOf(lines).map(({ id }) => id),
        JSON.stringify(filter),
      ).toEqual(listed.data.map(({ id }) => id))
    }
  })

  test('runs no formula in whatever opens it', async () => {
    const { ctx } = await chainOf(0)
    await withTenant(ctx, (tx) =>
      recordAudit(ctx, tx, { action: 'otp.canceled', target: { type: '=1+1', id: '@SUM(A1)' } }),
    )
    const [row] = rowsOf((await exported(ctx)).lines)
    expect(row).toMatchObject({ target_type: "'=1+1", target_id: "'@SUM(A1)" })
  })

  test('wants a fresh proof of who asks, and is refused to keys and to roles that may not read', async () => {
    const { ctx, tenantId } = await chainOf(1)
    const old = new Date(Date.now() - policy.sessions.stepUpSeconds * 1_000)
    const stale = { ...personActor('owner'), authenticatedAt: old }
    const as = (actor: ReturnType<typeof personActor>) => testContext({ tenantId, mode: 'live', actor }).ctx
    await expect(exportAuditLog(as(stale), {}, nameActors)).rejects.toMatchObject({
      code: 'step_up_required',
    })
    const key = testContext({ tenantId, mode: 'live' }).ctx
    await expect(exportAuditLog(key, {}, nameActors)).rejects.toMatchObject({ code: 'role_missing' })
    for (const role of roles) {
      const reading = Promise.allSettled([
        exportAuditLog(as(personActor(role)), {}, nameActors),
        listAuditEntries(as(personActor(role)), { limit: 1 }),
        getChainState(as(personActor(role))),
        listActors(as(personActor(role))),
      ])
      const mayRead = role === 'owner' || role === 'admin'
      for (const result of await reading) {
        expect(result.status).toBe(mayRead ? 'fulfilled' : 'rejected')
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'role_missing' })
      }
    }
    expect((await entriesInOrder(ctx)).filter(({ action }) => action === 'audit.exported')).toHaveLength(2)
  })

  test('of more entries than one file holds is refused, and leaves no trace', async () => {
    const { ctx, tenantId } = await chainOf(1)
    await owner`
      insert into audit_entries (tenant_id, seq, id, action, actor_type, actor_id, target_type, target_id, request_id,
        address_hash, previous_hash, hash, happened_at)
      select ${tenantId}, n, gen_random_uuid(), 'otp.canceled', 'user', 'usr_x', 'otp', 'otp_x', gen_random_uuid(),
        'x', 'x', 'x', now() from generate_series(2, ${policy.audit.exportRows + 1}::int) n`
    await owner`update audit_heads set seq = ${policy.audit.exportRows + 1} where tenant_id = ${tenantId}`
    await expect(exportAuditLog(ctx, {}, nameActors)).rejects.toMatchObject({ code: 'state_conflict' })
    const { lines } = await exported(ctx, { target: 'otp_x' })
    expect(lines).toHaveLength(policy.audit.exportRows + 1)
  })
})

describe('the list', () => {
  test('is paged by position, newest first, and what comes in between moves nothing', async () => {
    const { ctx } = await chainOf(5)
    const first = await listAuditEntries(ctx, { limit: 2 })
    await doSomething(ctx)
    const second = await listAuditEntries(ctx, { limit: 2, cursor: first.next_cursor ?? '' })
    const third = await listAuditEntries(ctx, { limit: 2, cursor: second.next_cursor ?? '' })
    const seqs = [first, second, third].map(({ data }) => data.map(({ seq }) => seq))
    expect(seqs).toEqual([[5, 4], [3, 2], [1]])
    expect(third).toMatchObject({ has_more: false, next_cursor: null })
  })

  test('another tenant’s cursor is refused, and their entries are not there', async () => {
    const [a, b] = [await chainOf(3), await chainOf(1)]
    const { next_cursor, data } = await listAuditEntries(a.ctx, { limit: 1 })
    await expect(listAuditEntries(b.ctx, { limit: 1, cursor: next_cursor ?? '' })).rejects.toMatchObject({
      code: 'validation_failed',
    })
    const notFound = { code: 'not_found' }
    for (const id of [data[0]?.id ?? '', newTypeId('auditEntry'), 'aud_x', ''])
      await expect(getAuditEntry(b.ctx, { id })).rejects.toMatchObject(notFound)
    await expect(getAuditEntry(a.ctx, { id: data[0]?.id ?? '' })).resolves.toEqual(data[0])
  })

  test('names each actor once', async () => {
    const { ctx } = await chainOf(3)
    await doSomething(testContext({ ...ctx, actor: personActor('admin') }).ctx)
    expect(await listActors(ctx)).toHaveLength(2)
  })
})
