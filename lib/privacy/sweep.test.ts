import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { sweepRetention } from '@/lib/privacy/sweep'
import { ensurePartitions } from '@/lib/privacy/system'

const tables = {
  requests: { hours: policy.retention.requestDays * 24, counted: 'requestsDeleted' },
  idempotency_records: { hours: policy.api.idempotency.hours, counted: 'idempotencyRecordsDeleted' },
  media: { hours: policy.retention.messageDays * 24, counted: 'mediaDeleted' },
  media_chunks: { hours: policy.media.outboundDays * 24, counted: 'mediaChunksDeleted' },
  otp_guard_blocks: { hours: policy.retentionSweep.guardBlockDays * 24, counted: 'guardBlocksDeleted' },
} as const

const ofNoTenant = {
  sign_ups: {
    hours: policy.signUp.hours,
    counted: 'signUpsDeleted',
    columns: 'email, password_hash, address',
  },
  password_resets: {
    hours: policy.retentionSweep.passwordResetHours,
    counted: 'passwordResetsDeleted',
    columns: 'email_hash, token_hash, address',
  },
  sign_in_attempts: {
    hours: policy.retentionSweep.signInAttemptDays * 24,
    counted: 'signInAttemptsDeleted',
    columns: 'email_hash, outcome, address',
  },
} as const

const inserts: Record<
  keyof typeof tables,
  (tenantId: string, age: string, rows: number) => Promise<unknown>
> = {
  requests: (tenantId, age, rows) => owner`
    insert into requests (tenant_id, mode, id, method, path, status, duration_ms, address, created_at)
    select ${tenantId}, 'live', id::uuid, 'GET', '/api/v1/requests', 200, 1, '203.0.113.9',
      clock_timestamp() - ${age}::interval
    from unnest(${idsOf(rows)}::text[]) id`,
  idempotency_records: (tenantId, age, rows) => owner`
    insert into idempotency_records (tenant_id, mode, route, key, fingerprint, status, body_sealed, request_id, created_at)
    select ${tenantId}, 'live', 'POST /otp/send', id, 'x', 202, 'x', id::uuid, clock_timestamp() - ${age}::interval
    from unnest(${idsOf(rows)}::text[]) id`,
  media: (tenantId, age, rows) => owner`
    insert into media (tenant_id, mode, id, direction, mime_type, created_at)
    select ${tenantId}, 'live', id::uuid, 'inbound', 'image/png', clock_timestamp() - ${age}::interval
    from unnest(${idsOf(rows)}::text[]) id`,
  media_chunks: (tenantId, age, rows) => owner`
    with file as (
      insert into media (tenant_id, mode, id, direction, mime_type)
      select ${tenantId}, 'test', id::uuid, 'outbound', 'image/png' from unnest(${idsOf(rows)}::text[]) id
      returning id)
    insert into media_chunks (tenant_id, mode, media_id, position, bytes, created_at)
    select ${tenantId}, 'test', id, 0, 'x', clock_timestamp() - ${age}::interval from file`,
  otp_guard_blocks: (tenantId, age, rows) => owner`
    insert into otp_guard_blocks (tenant_id, mode, id, phone, reasons, request_id, created_at)
    select ${tenantId}, 'live', id::uuid, '+14155550100', '[]', id::uuid, clock_timestamp() - ${age}::interval
    from unnest(${idsOf(rows)}::text[]) id`,
}

function idsOf(rows: number): string[] {
  return Array.from({ length: rows }, newUuid)
}

test.each(Object.entries(tables))(
  '%s are kept for their time and not an hour longer',
  async (name, { hours, counted }) => {
    const { id } = await makeTenant()
    const insert = inserts[name as keyof typeof tables]
    await insert(id, `${hours + 1} hours`, 3)
    await insert(id, `${hours - 1} hours`, 2)
    expect((await sweepRetention())[counted]).toBe(3)
    const left = await owner.unsafe<{ is_young: boolean }[]>(
      `select created_at > clock_timestamp() - interval '${hours} hours' as is_young from ${name} where tenant_id = '${id}'`,
    )
    expect(left.map(({ is_young }) => is_young)).toEqual([true, true])
    expect((await sweepRetention())[counted]).toBe(0)
  },
)

test('of a mail nothing is left after its days, not even whom it was to', async () => {
  const insert = (days: number, to: string) => owner`
    insert into mails (id, template, recipient, next_attempt_at, sent_at, created_at)
    select ${newUuid()}, 'verification', ${to}, at, at, at
    from (select clock_timestamp() - make_interval(days => ${days}) as at) t`
  const [old, young] = [`${newUuid()}@example.test`, `${newUuid()}@example.test`]
  await insert(policy.mails.keptDays + 1, old)
  await insert(policy.mails.keptDays - 1, young)
  await sweepRetention()
  expect(await owner`select recipient from mails where recipient in (${old}, ${young})`).toEqual([
    { recipient: young },
  ])
})

test('what became of a file of contacts is kept for its days after its end, and one on its way for as long', async () => {
  const { id } = await makeTenant()
  const hours = policy.contacts.imports.keptDays * 24
  for (const ended of [`${hours + 1} hours`, `${hours - 1} hours`, null])
    await owner`
      insert into contact_imports (tenant_id, mode, id, file_name, status, ended_at, created_at)
      select ${id}, 'live', gen_random_uuid(), ${ended ?? 'open'}, 'done', clock_timestamp() - ${ended}::interval,
        clock_timestamp() - interval '1 year'`
  expect((await sweepRetention()).contactImportsDeleted).toBeGreaterThanOrEqual(1)
  const left = await owner`select file_name from contact_imports where tenant_id = ${id} order by 1`
  expect(left.map(({ file_name }) => file_name)).toEqual([`${hours - 1} hours`, 'open'])
})

test.each(Object.entries(ofNoTenant))(
  '%s are kept for their time and not an hour longer',
  async (name, { hours, counted, columns }) => {
    const mark = newUuid()
    for (const age of [hours + 1, hours - 1])
      await owner.unsafe(`insert into ${name} (id, ${columns}, created_at${name === 'password_resets' ? ', expires_at' : ''})
        select gen_random_uuid(), '${mark}', gen_random_uuid()::text, '${mark}',
          clock_timestamp() - interval '${age} hours'${name === 'password_resets' ? ', now()' : ''} from generate_series(1, 2)`)
    expect((await sweepRetention())[counted]).toBe(2)
    expect(await owner.unsafe(`select 1 from ${name} where address = '${mark}'`)).toHaveLength(2)
  },
)

test('more than a batch goes in one run, and two runs at once delete each row once', async () => {
  const { id } = await makeTenant()
  await inserts.requests(id, '31 days', policy.retentionSweep.batchRows * 2 + 1)
  await inserts.requests(id, '29 days', 1)
  const runs = await Promise.all([sweepRetention(), sweepRetention()])
  expect(runs[0].requestsDeleted + runs[1].requestsDeleted).toBe(policy.retentionSweep.batchRows * 2 + 1)
  expect(await owner`select 1 from requests where tenant_id = ${id}`).toHaveLength(1)
})

test('a month whose every row is too old is dropped whole, and is not made again', async () => {
  const old = await owner<{ name: string }[]>`
    select 'requests' || to_char(now() - interval '5 months', '_YYYY_MM') as name`
  const [{ name = '' } = {}] = old
  await owner.unsafe(`create table ${name} partition of requests for values from
    (uuidv7_floor(date_trunc('month', now() - interval '5 months')))
    to (uuidv7_floor(date_trunc('month', now() - interval '4 months')))`)
  const isThere = async () => (await owner`select 1 from pg_class where relname = ${name}`).length === 1
  expect(await isThere()).toBe(true)
  expect(await sweepRetention()).toMatchObject({ partitionsDropped: 1, partitionsMade: 0 })
  expect(await isThere()).toBe(false)
  expect(await asSystem(ensurePartitions)).toBe(0)
})

test('a month that still has a row to keep stays, and other tables keep theirs', async () => {
  const partitions = () => owner<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where c.relispartition and c.relkind = 'r' order by 1`
  const before = await partitions()
  await sweepRetention()
  expect(await partitions()).toEqual(before)
  const names = before.map(({ name }) => name)
  const [month] = await owner<{ of_oldest: string }[]>`
    select to_char(now() at time zone 'UTC' - interval '30 days', '_YYYY_MM') as of_oldest`
  expect(names).toContain(`requests${month?.of_oldest}`)
  expect(names).toContain(`messages${month?.of_oldest}`)
})
