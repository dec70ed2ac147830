import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { newOperator, proveSecondFactor } from '../support/operator'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { openSession } from '../support/session'
import type { Tenant } from '../support/tenant'
import { exchange } from '../support/wire'

const reason = 'Recipients report messages that they never asked for.'
const pathOf = ({ id }: Pick<Tenant, 'id'>, verb = 'suspend') =>
  `/api/ops/tenants/${toTypeId('tenant', id)}/${verb}`

const post = (origin: string, path: string, headers: Record<string, string>, body: object = { reason }) =>
  exchange(origin, {
    method: 'POST',
    path,
    headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

test('a suspended tenant is refused by the API and the dashboard, and comes back whole', async ({
  world,
  owner,
  tenant,
  api,
}) => {
  const us = await newOperator(owner)
  const session = await openSession(world.app_url, us)
  await proveSecondFactor(owner, us)
  const theirs = await openSession(world.app_url, tenant)
  const send = () => api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key })
  const change = () =>
    post(world.app_url, `/api/dashboard/${tenant.slug}/live/otp/send`, theirs, { to: randomPhone() })
  const look = () =>
    exchange(world.app_url, {
      path: `/dashboard/${tenant.slug}/live/otps`,
      headers: { cookie: theirs.cookie },
    })

  expect((await post(world.app_url, pathOf(tenant), session)).status).toBe(200)
  await expect(async () => expectProblem(await send(), 403, 'tenant_suspended')).toPass({ timeout: 1_500 })
  const refused = expectProblem(await change(), 403, 'tenant_suspended')
  expect(refused.detail).toBe(reason)
  const page = await look()
  expect(page.status).toBe(307)
  expect(page.headers.location).toBe(`/dashboard/${tenant.slug}/suspended`)

  expect((await post(world.app_url, pathOf(tenant, 'resume'), session, {})).status).toBe(200)
  await expect(async () => expect((await send()).status).toBe(202)).toPass({ timeout: 1_500 })
  expect((await change()).status).toBe(202)
  expect((await look()).status).toBe(200)
})

test('401 without a session, and for everybody who is not one of us it is not there', async ({
  world,
  tenant,
}) => {
  const session = await openSession(world.app_url, tenant)
  expectProblem(await post(world.app_url, pathOf(tenant), {}), 401, 'session_missing')
  const replies = await Promise.all([
    post(world.app_url, pathOf(tenant), session),
    post(world.app_url, '/api/ops/tenants/ten_x/suspend', session),
  ])
  for (const reply of replies) expectProblem(reply, 404, 'not_found')
  expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  for (const path of ['/ops', '/ops/tenants', '/ops/queues', '/ops/second-factor']) {
    const page = await exchange(world.app_url, { path, headers: { cookie: session.cookie } })
    expect(page.status, path).toBe(404)
  }
})

test('403 for one of us without a second factor, without the token, or from another page', async ({
  world,
  owner,
  tenant,
}) => {
  const us = await newOperator(owner)
  const session = await openSession(world.app_url, us)
  expectProblem(await post(world.app_url, pathOf(tenant), session), 403, 'second_factor_required')
  await proveSecondFactor(owner, us)
  const { cookie } = session
  expectProblem(await post(world.app_url, pathOf(tenant), { cookie }), 403, 'csrf_token_invalid')
  const elsewhere: Record<string, string>[] = [
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of elsewhere)
    expectProblem(
      await post(world.app_url, pathOf(tenant), { ...session, ...headers }),
      403,
      'cross_origin_refused',
    )
  await owner`
    update sessions set authenticated_at = now() - interval '6 minutes'
    where user_id = (select id from users where email = ${us.email})`
  expectProblem(await post(world.app_url, pathOf(tenant), session), 403, 'step_up_required')
})

test('409, 404, 415 and 422 say what is wrong', async ({ world, owner, tenant }) => {
  const us = await newOperator(owner)
  const session = await openSession(world.app_url, us)
  await proveSecondFactor(owner, us)
  expectProblem(await post(world.app_url, pathOf(tenant, 'resume'), session, {}), 409, 'state_conflict')
  for (const id of ['ten_x', '%00', 'key_01h2xcejqtf2nbrexx3vqjhp41'])
    expectProblem(await post(world.app_url, `/api/ops/tenants/${id}/suspend`, session), 404, 'not_found')
  const form = { ...session, 'content-type': 'application/x-www-form-urlencoded' }
  expectProblem(await post(world.app_url, pathOf(tenant), form), 415, 'unsupported_media_type')
  for (const body of [
    {},
    { reason: 'short' },
    { reason: 5 },
    { reason, typo: 1 },
    { reason: 'x'.repeat(301) },
  ])
    expectProblem(await post(world.app_url, pathOf(tenant), session, body), 422, 'validation_failed')
})
