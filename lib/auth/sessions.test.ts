import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { endOtherSessions } from '@/lib/auth/end-other-sessions'
import { endOwnSession } from '@/lib/auth/end-own-session'
import { findSession } from '@/lib/auth/find-session'
import { somebody, testVisit } from '@/lib/auth/fixtures/visit'
import { isKnownDevice } from '@/lib/auth/is-known-device'
import { listSessions } from '@/lib/auth/list-sessions'
import { listSignIns } from '@/lib/auth/list-sign-ins'
import type { LiveSession, User } from '@/lib/auth/schema'
import { startSession } from '@/lib/auth/start-session'
import { isDueToTouch, touchSession } from '@/lib/auth/touch-session'
import { newUuid, toTypeId } from '@/lib/core/ids'

const { visit } = testVisit({ address: '81.2.69.142' })

async function begin(user: User): Promise<LiveSession> {
  const session = await findSession((await startSession(user, visit)).id)
  if (!session) throw new Error('It did not begin.')
  return session
}

describe('a person’s sessions', () => {
  test('are listed with browser and country, the one that asks first, without those that are over', async () => {
    const { user } = await somebody()
    const [mine, other, ended] = [await begin(user), await begin(user), await begin(user)]
    await endOwnSession(mine, visit, toTypeId('session', ended.id))
    const list = await listSessions(user.id, mine.id)
    expect(list.map(({ id, is_current }) => [id, is_current])).toEqual([
      [toTypeId('session', mine.id), true],
      [toTypeId('session', other.id), false],
    ])
    expect(list[0]).toMatchObject({
      browser: 'Chrome 141 on Linux',
      place: { words: 'United Kingdom', network: '81.2.69.0/24' },
    })
    expect(JSON.stringify(list)).not.toContain('81.2.69.142')
  })

  test('end one by one, and the rest at once, each told to the audit log', async () => {
    const { user, tenant } = await somebody()
    const [mine, one, two, three] = [
      await begin(user),
      await begin(user),
      await begin(user),
      await begin(user),
    ]
    await endOwnSession(mine, visit, toTypeId('session', one.id))
    expect(await findSession(one.id)).toBeNull()
    expect(await endOtherSessions(mine, visit)).toBe(2)
    for (const { id } of [two, three]) expect(await findSession(id)).toBeNull()
    expect(await findSession(mine.id)).not.toBeNull()
    expect(await endOtherSessions(mine, visit)).toBe(0)
    const entries =
      await owner`select action, actor_id from audit_entries where tenant_id = ${tenant.id} order by seq`
    expect([...entries]).toEqual([
      { action: 'session.ended', actor_id: toTypeId('user', user.id) },
      { action: 'sessions.ended', actor_id: toTypeId('user', user.id) },
    ])
  })

  test('of somebody else are not there, like one that never was and one that is over', async () => {
    const [{ user }, { user: stranger }] = [await somebody(), await somebody()]
    const [mine, theirs, over] = [await begin(user), await begin(stranger), await begin(user)]
    await endOwnSession(mine, visit, toTypeId('session', over.id))
    for (const id of [
      toTypeId('session', theirs.id),
      toTypeId('session', over.id),
      toTypeId('session', newUuid()),
      theirs.id,
      '',
      '\u0000',
    ])
      await expect(endOwnSession(mine, visit, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await findSession(theirs.id)).not.toBeNull()
  })

  test('are written down as seen once a minute, however many requests there are', async () => {
    const { user } = await somebody()
    const session = await begin(user)
    const seen = async () =>
      String((await owner`select last_seen_at::text as at from sessions where id = ${session.id}`)[0]?.at)
    const before = await seen()
    expect(isDueToTouch(session)).toBe(false)
    await touchSession(session)
    expect(await seen()).toBe(before)
    await owner`update sessions set last_seen_at = last_seen_at - interval '61 seconds' where id = ${session.id}`
    const later = await findSession(session.id)
    expect(later && isDueToTouch(later)).toBe(true)
    await Promise.all([touchSession(session), touchSession(session)])
    expect((await seen()) >= before).toBe(true)
  })

  test('a history of sign-ins is the person’s own', async () => {
    const [{ user }, { user: stranger }] = [await somebody(), await somebody()]
    for (const { id } of [user, stranger])
      await owner`insert into sign_in_attempts (id, email_hash, user_id, address, outcome)
        values (${newUuid()}, 'x', ${id}, '81.2.69.142', 'wrong_password')`
    const history = await listSignIns(user.id)
    expect(history).toHaveLength(1)
    expect(history[0]).toMatchObject({ outcome: 'wrong_password', place: { words: 'United Kingdom' } })
  })
})

describe('a browser that is new to a person', () => {
  const mailsTo = async ({ email }: User) =>
    (await owner`select template from mails where recipient = ${email}`).map(({ template }) => template)

  test('is told of by mail, but for the first one they ever sign in from, and never twice', async () => {
    const [{ user }, { user: neighbour }] = [await somebody(), await somebody()]
    const first = await startSession(user, visit)
    expect(await mailsTo(user)).toEqual([])
    await startSession(user, { ...visit, device: first.deviceToken })
    expect(await mailsTo(user)).toEqual([])
    const second = await startSession(user, visit)
    expect(second.deviceToken).not.toBe(first.deviceToken)
    expect(await mailsTo(user)).toEqual(['new_sign_in'])
    await startSession(user, { ...visit, device: second.deviceToken })
    expect(await mailsTo(user)).toEqual(['new_sign_in'])

    expect(await isKnownDevice(user.id, first.deviceToken)).toBe(true)
    for (const token of [undefined, '', 'x'.repeat(43), `${first.deviceToken} `])
      expect(await isKnownDevice(user.id, token)).toBe(false)
    // A browser that two share is known to whoever has signed in from it.
    expect(await isKnownDevice(neighbour.id, first.deviceToken)).toBe(false)
    const shared = await startSession(neighbour, { ...visit, device: first.deviceToken })
    expect(shared.deviceToken).toBe(first.deviceToken)
  })

  test('in a country they never came from is noted for the rules of their workspaces', async () => {
    const { user, tenant } = await somebody()
    const from = async (address: string) => {
      const { visit: there, answered } = testVisit({ address })
      await startSession(user, there)
      await answered()
    }
    await from('81.2.69.142')
    await from('81.2.69.143')
    await from('127.0.0.1')
    const signals = () => owner`select kind, facts from signals where tenant_id = ${tenant.id}`
    expect([...(await signals())]).toEqual([])
    await from('8.8.8.8')
    await from('8.8.8.8')
    expect([...(await signals())]).toEqual([
      {
        kind: 'sign_in_from_new_place',
        facts: { country: 'US', place: 'United States (8.8.8.0/24)', role: 'owner' },
      },
    ])
  })
})
