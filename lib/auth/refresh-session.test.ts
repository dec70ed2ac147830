import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { findSession } from '@/lib/auth/find-session'
import { somebody, testVisit } from '@/lib/auth/fixtures/visit'
import { refreshSession } from '@/lib/auth/refresh-session'
import { startSession } from '@/lib/auth/start-session'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'

const { visit } = testVisit()
const refresh = (token: string) => refreshSession(visit, token)

async function next(token: string): Promise<string> {
  const refreshed = await refresh(token)
  if (!refreshed.ok) throw new Error(refreshed.reason)
  return refreshed.tokens.refreshToken
}

async function begin() {
  const { user, tenant } = await somebody()
  const session = await startSession(user, visit)
  return { user, tenant, id: session.id, first: session.refreshToken }
}

/** As if that long had passed since the token was turned in. */
const ageUse = (token: string, seconds: number) =>
  owner`update refresh_tokens set used_at = used_at - make_interval(secs => ${seconds}) where token_hash = ${sha256Hex(token)}`

const liveLeaves = async (sessionId: string) => {
  const [row] = await owner<{ count: number }[]>`
    select count(*)::int from refresh_tokens t join sessions s on s.id = t.session_id
    where s.id = ${sessionId} and s.ended_at is null and t.used_at is null and t.expires_at > now()`
  return row?.count
}

describe('a refresh token', () => {
  test('is turned in for the next, of the same session and the same person, and only its hash is kept', async () => {
    const { user, id, first } = await begin()
    const refreshed = await refresh(first)
    expect(refreshed).toMatchObject({ ok: true, tokens: { id, user } })
    const rows = await owner<{ row: string }[]>`
      select to_jsonb(t)::text as row from refresh_tokens t where session_id = ${id}`
    expect(rows).toHaveLength(2)
    for (const token of [first, refreshed.ok ? refreshed.tokens.refreshToken : ''])
      expect(rows.filter(({ row }) => row.includes(token))).toEqual([])
  })

  test('of ten turns at once none signs anybody out, and four at most are given a token', async () => {
    const { id, first } = await begin()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        refresh(first).then(
          ({ ok }) => (ok ? 'given' : 'refused'),
          (error: unknown) => (error instanceof AppError ? error.code : 'broken'),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'given')).toHaveLength(4)
    expect(outcomes.filter((outcome) => outcome === 'state_conflict')).toHaveLength(6)
    expect(await liveLeaves(id)).toBe(4)
    expect(await findSession(id)).not.toBeNull()
  })

  test('gives siblings that each go on for themselves', async () => {
    const { id, first } = await begin()
    const [left, right] = [await next(first), await next(first)]
    await next(left)
    await next(right)
    expect(await findSession(id)).not.toBeNull()
  })

  test.each([
    ['ten seconds later', async (first: string) => void (await ageUse(first, 10))],
    [
      'within them, once somebody went on from there',
      async (_: string, second: string) => void (await next(second)),
    ],
  ])('turned in twice, %s, ends the whole session', async (_, happen) => {
    const { id, first } = await begin()
    const second = await next(first)
    await happen(first, second)
    expect(await refresh(first)).toEqual({ ok: false, reason: 'reused' })
    expect(await findSession(id)).toBeNull()
    expect(await refresh(second)).toEqual({ ok: false, reason: 'over' })
    expect(await liveLeaves(id)).toBe(0)
  })

  test('turned in nine seconds later still belongs to a second tab', async () => {
    const { id, first } = await begin()
    await next(first)
    await ageUse(first, 9)
    await next(first)
    expect(await findSession(id)).not.toBeNull()
  })

  test('that two hold is told of once: by mail, in the audit log, and to the rules', async () => {
    const { user, tenant, id, first } = await begin()
    await next(first)
    await ageUse(first, 11)
    await Promise.all([refresh(first), refresh(first), refresh(first)])
    const mails = await owner`select template from mails where recipient = ${user.email}`
    expect(mails.map(({ template }) => template)).toEqual(['token_reuse'])
    const [entry, ...more] = await owner`select * from audit_entries where tenant_id = ${tenant.id}`
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      action: 'session.ended',
      actor_type: 'system',
      target_id: toTypeId('session', id),
      after: { reason: 'token_reused', user: toTypeId('user', user.id) },
    })
    const signals = await owner`select kind, subject from signals where tenant_id = ${tenant.id}`
    expect([...signals]).toEqual([{ kind: 'token_reused', subject: user.id }])
    const [session] = await owner`select end_reason from sessions where id = ${id}`
    expect(session?.end_reason).toBe('token_reused')
  })

  test.each([
    [
      'after seven days unused',
      (id: string) => owner`update refresh_tokens set expires_at = now() where session_id = ${id}`,
    ],
    [
      'after its session’s thirty days',
      (id: string) => owner`update sessions set expires_at = now() where id = ${id}`,
    ],
    [
      'after its session has ended',
      (id: string) => owner`update sessions set ended_at = now() where id = ${id}`,
    ],
  ])('is worth nothing %s, and that is no reuse', async (_, age) => {
    const { user, id, first } = await begin()
    await age(id)
    expect(await refresh(first)).toEqual({ ok: false, reason: 'over' })
    expect([...(await owner`select 1 from mails where recipient = ${user.email}`)]).toEqual([])
  })

  test('lives for seven days each time, and never beyond its session', async () => {
    const { id, first } = await begin()
    const days = async () => {
      const [row] = await owner<{ left: number; of_session: number }[]>`
        select extract(epoch from max(t.expires_at) - now())::float / 86400 as left,
          extract(epoch from s.expires_at - now())::float / 86400 as of_session
        from refresh_tokens t join sessions s on s.id = t.session_id where s.id = ${id} and t.used_at is null
        group by s.expires_at`
      return row
    }
    expect((await days())?.left).toBeCloseTo(7, 2)
    expect((await days())?.of_session).toBeCloseTo(30, 2)
    await owner`update sessions set expires_at = now() + interval '2 days' where id = ${id}`
    await next(first)
    expect((await days())?.left).toBeCloseTo(2, 2)
  })

  test.each(['', 'x', 'a'.repeat(43), '\u0000', 'x'.repeat(100_000)])(
    'that never was is worth nothing: %#',
    async (token) => {
      expect(await refresh(token)).toEqual({ ok: false, reason: 'over' })
    },
  )
})
