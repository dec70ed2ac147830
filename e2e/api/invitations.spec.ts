import { expect, test } from '../fixtures'
import { expectProblem, withoutRequestId } from '../support/problem'
import { callAuth, openBrowser, openSession, sessionOf } from '../support/session'
import { inviteByMail, newEmail, postAs } from '../support/team'
import { exchange } from '../support/wire'

const password = 'a quiet kestrel over the field'
const tokenOf = (path: string) => path.split('/').at(-1) ?? ''
/** What the page says, without what is new with every answer. */
const wordsOf = (html: string, token: string) =>
  html
    .replaceAll(token, '')
    .replaceAll(/nonce="[^"]*"|content="[\w-]{43}"|"nonce":"[^"]*"/g, '')
    .match(/<main.*<\/main>/s)?.[0]

test('a token that is used, taken back, too old, replaced or invented opens nothing, and all look alike', async ({
  world,
  mailbox,
  owner,
  tenant,
}) => {
  const origin = world.app_url
  const invite = async () => {
    const email = newEmail()
    return { email, path: await inviteByMail(origin, mailbox, tenant, { email, role: 'support' }) }
  }
  const used = await invite()
  const browser = await openBrowser(origin)
  const joined = await callAuth(origin, '/invitations/join', browser, { token: tokenOf(used.path), password })
  expect(joined.status).toBe(200)
  expect(joined.json).toEqual({ joined: true, slug: tenant.slug })
  const revoked = await invite()
  await owner`update invitations set revoked_at = now() where tenant_id = ${tenant.id} and email = ${revoked.email}`
  const old = await invite()
  await owner`update invitations set expires_at = now() where tenant_id = ${tenant.id} and email = ${old.email}`
  const paths = [used.path, revoked.path, old.path, `/invitations/${'x'.repeat(43)}`, '/invitations/no-token']

  const pages = await Promise.all(paths.map((path) => exchange(origin, { path })))
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(pages.map(({ text }, at) => wordsOf(text, tokenOf(paths[at] ?? '')))).size).toBe(1)
  expect(pages[0]?.text).toContain('This link opens nothing')
  for (const page of pages) expect(page.headers['referrer-policy']).toBe('no-referrer')

  const stranger = await openBrowser(origin)
  const answers = await Promise.all(
    paths.map((path) => callAuth(origin, '/invitations/join', stranger, { token: tokenOf(path), password })),
  )
  for (const answer of answers) expectProblem(answer, 404, 'not_found')
  expect(new Set(answers.map(withoutRequestId)).size).toBe(1)
})

test('looking at the page spends nothing, and the page keeps the address to itself', async ({
  world,
  mailbox,
  tenant,
}) => {
  const email = newEmail()
  const path = await inviteByMail(world.app_url, mailbox, tenant, { email, role: 'support' })
  for (let look = 0; look < 3; look++) {
    const page = await exchange(world.app_url, { path })
    expect(page.text).toContain('Create account and join')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
  }
  for (const method of ['GET', 'HEAD', 'PUT'])
    for (const door of ['accept', 'join'])
      expect((await exchange(world.app_url, { method, path: `/api/auth/invitations/${door}` })).status).toBe(
        405,
      )
})

test('the doors say of bad input what is wrong with it', async ({ world, tenant, mailbox }) => {
  const origin = world.app_url
  const browser = await openBrowser(origin)
  const path = await inviteByMail(origin, mailbox, tenant, { email: newEmail(), role: 'support' })
  const token = tokenOf(path)
  for (const body of [
    {},
    { token },
    { token, password: 'short' },
    { token, password: 'x'.repeat(5_000) },
    { token: '', password },
    { token: 'x'.repeat(5_000), password },
    { token, password, role: 'owner' },
  ])
    expectProblem(await callAuth(origin, '/invitations/join', browser, body), 422, 'validation_failed')
  expectProblem(await callAuth(origin, '/invitations/accept', browser, { token }), 401, 'session_missing')

  const session = await openSession(origin, tenant)
  expectProblem(await callAuth(origin, '/invitations/accept', session, { token }), 409, 'state_conflict')
  expectProblem(await callAuth(origin, '/invitations/accept', session, { token: 'x' }), 404, 'not_found')
  const team = `/api/dashboard/${tenant.slug}/live/team`
  for (const body of [{}, { email: 'x', role: 'admin' }, { email: newEmail(), role: 'root' }])
    expectProblem(await postAs(origin, session, `${team}/invitations`, body), 422, 'validation_failed')
  for (const id of ['inv_x', 'inv_01h2xcejqtf2nbrexx3vqjhp41', tenant.tenant_id])
    for (const verb of ['resend', 'revoke'])
      expectProblem(await postAs(origin, session, `${team}/invitations/${id}/${verb}`, {}), 404, 'not_found')
  for (const id of ['usr_x', 'usr_01h2xcejqtf2nbrexx3vqjhp41']) {
    expectProblem(await postAs(origin, session, `${team}/members/${id}/remove`, {}), 404, 'not_found')
    const role = await postAs(origin, session, `${team}/members/${id}/role`, { role: 'admin' })
    expectProblem(role, 404, 'not_found')
  }
  expectProblem(await postAs(origin, session, `${team}/leave`, {}), 409, 'state_conflict')
})

test('a new workspace is opened by the cookie that comes with the answer', async ({ world, tenant }) => {
  const session = await openSession(world.app_url, tenant)
  expectProblem(
    await callAuth(world.app_url, '/workspaces', session, { name: ' ' }),
    422,
    'validation_failed',
  )
  const made = await callAuth(world.app_url, '/workspaces', session, { name: 'Merlin' })
  expect(made.status).toBe(201)
  const { slug } = made.json as { slug: string }
  expect(slug).toMatch(/^merlin-[0-9a-f]{6}$/)
  const path = `/dashboard/${slug}/test/settings`
  expect((await exchange(world.app_url, { path, headers: session })).status).toBe(404)
  const after = await sessionOf(made, session)
  expect(after['x-csrf-token']).toBe(session['x-csrf-token'])
  expect((await exchange(world.app_url, { path, headers: after })).status).toBe(200)
})
