import { sha256Hex } from '@/lib/core/crypto'
import { refreshCookie, sessionCookie } from '@/lib/http/cookies'
import { expect, test } from '../fixtures'
import { claimsOf } from '../support/access-token'
import { expectProblem } from '../support/problem'
import { callAuth, cookieValue, openSession, type Session } from '../support/session'
import type { Reply } from '../support/wire'
import { exchange } from '../support/wire'
import { findWorld } from '../support/world'

const origin = findWorld().app_url
const refresh = (session: Session) => callAuth(origin, '/refresh', session, {})
const tokenIn = ({ cookie }: Session) => new RegExp(`${refreshCookie}=([^;]+)`).exec(cookie)?.[1] ?? ''

/** The browser as it is after that answer. */
function after(session: Session, reply: Reply): Session {
  let { cookie } = session
  for (const name of [refreshCookie, sessionCookie])
    cookie = cookie.replace(new RegExp(`${name}=[^;]+`), `${name}=${cookieValue(reply, name)}`)
  return { ...session, cookie }
}

const works = async (session: Session) => {
  const reply = await exchange(origin, { path: '/dashboard', headers: session })
  return reply.status === 307 && !reply.headers.location?.startsWith('/sign-in')
}

test('access lasts for 60 minutes to the second, and looking at a page does not prolong it', async ({
  tenant,
}) => {
  const session = await openSession(origin, tenant)
  const { accessExp, iat } = await claimsOf(session)
  expect(accessExp - Number(iat)).toBe(3_600)
  const page = await exchange(origin, { path: `/dashboard/${tenant.slug}/live/otps`, headers: session })
  expect(page.status).toBe(200)
  expect(page.headers['set-cookie']).toBeUndefined()
})

test('a token is turned in for the next, and access begins anew', async ({ tenant }) => {
  const session = await openSession(origin, tenant)
  const reply = await refresh(session)
  expect(reply.status).toBe(200)
  expect(reply.json).toEqual({ expires_in_seconds: 3_600 })
  const next = after(session, reply)
  expect(tokenIn(next)).not.toBe(tokenIn(session))
  expect(await works(next)).toBe(true)
  expect((await claimsOf(next)).sid).toBe((await claimsOf(session)).sid)
})

test('ten at once sign nobody out, and leave four live tokens at most', async ({ tenant, owner }) => {
  const session = await openSession(origin, tenant)
  const replies = await Promise.all(Array.from({ length: 10 }, () => refresh(session)))
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1)
  expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([])
  for (const reply of replies.filter(({ status }) => status === 409)) {
    expectProblem(reply, 409, 'state_conflict')
    expect(reply.headers['set-cookie']).toBeUndefined()
  }
  const { sid } = await claimsOf(session)
  const leaves = await owner`select 1 from refresh_tokens where session_id = ${sid} and used_at is null`
  expect(leaves.length).toBeLessThanOrEqual(4)
  for (const reply of replies.filter(({ status }) => status === 200))
    expect(await works(after(session, reply))).toBe(true)
})

test('the old token eleven seconds later ends the session, for whoever holds the newest as well', async ({
  tenant,
  owner,
}) => {
  const session = await openSession(origin, tenant)
  const newest = after(session, await refresh(session))
  await owner`update refresh_tokens set used_at = used_at - interval '11 seconds'
    where token_hash = ${sha256Hex(tokenIn(session))}`
  const reuse = await refresh(session)
  expectProblem(reuse, 401, 'session_missing')
  for (const name of [refreshCookie, sessionCookie]) {
    const line = (reuse.headers['set-cookie'] ?? []).find((cookie) => cookie.startsWith(`${name}=;`))
    expect(line).toMatch(/Max-Age=0/i)
  }
  expectProblem(await refresh(newest), 401, 'session_missing')
  expect(await works(newest)).toBe(false)
})

test('after seven days unused, and after thirty days in all, it is over', async ({ tenant, owner }) => {
  const [idle, old] = [await openSession(origin, tenant), await openSession(origin, tenant)]
  await owner`update refresh_tokens set expires_at = now() where session_id = ${(await claimsOf(idle)).sid}`
  expectProblem(await refresh(idle), 401, 'session_missing')
  await owner`update sessions set expires_at = now() where id = ${(await claimsOf(old)).sid}`
  expectProblem(await refresh(old), 401, 'session_missing')
  expect(await works(old)).toBe(false)
})

test('after signing out neither token is worth anything, though the access token has not run out', async ({
  tenant,
}) => {
  const session = await openSession(origin, tenant)
  const reply = await callAuth(origin, '/sign-out', session, {})
  expect(reply.headers['clear-site-data']).toBe('"cache", "storage"')
  expect(await works(session)).toBe(false)
  expectProblem(await callAuth(origin, '/sign-out', session, {}), 401, 'session_missing')
  expectProblem(await refresh(session), 401, 'session_missing')
})

test('nothing but its own door is sent the refresh token, and no answer or page says it', async ({
  tenant,
}) => {
  const session = await openSession(origin, tenant)
  const reply = await refresh(session)
  const line = (reply.headers['set-cookie'] ?? []).find((cookie) => cookie.startsWith(refreshCookie)) ?? ''
  expect(line).toMatch(/Path=\/api\/auth\/refresh(;|$)/)
  expect(line).toMatch(/SameSite=strict/i)
  expect(reply.text).not.toContain(tokenIn(after(session, reply)))
})
