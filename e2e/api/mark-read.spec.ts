import type { Sql } from 'postgres'
import { makeApiKey, makeMessage } from '@/db/factories'
import { newTypeId, toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import type { Sandbox } from '../support/sandbox'
import type { Tenant } from '../support/tenant'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

/** A person writes on the sandbox's phone; its id, once the app has it. */
async function written(sandbox: Sandbox, owner: Sql, tenant: Tenant, from: string): Promise<string> {
  await sandbox.inbound({ from, to: tenant.phone_number_id, text: 'Is the shop open?' })
  const find = () => owner<{ id: string }[]>`select id from messages
    where tenant_id = ${tenant.id} and phone = ${from} and direction = 'inbound'`
  await expect.poll(async () => (await find()).length, patience).toBe(1)
  return toTypeId('message', (await find())[0]?.id ?? '')
}

test.describe('POST /api/v1/messages/{id}/read', () => {
  test('200: it is read here, and the person sees it', async ({ api, tenant, sandbox, owner }) => {
    const from = randomPhone()
    const id = await written(sandbox, owner, tenant, from)
    const read = await api.post(`/messages/${id}/read`, {}, { key: tenant.live_key })
    expect(read).toMatchObject({
      status: 200,
      json: { id, status: 'read', direction: 'inbound', from, to: null, mode: 'live', content: {} },
    })
    const seen = async () => {
      const response = await fetch(`${sandbox.url}/_sandbox/phone?to=${encodeURIComponent(from)}`)
      return (await response.text()).includes('"status":"read"')
    }
    await expect.poll(seen, patience).toBe(true)
    const again = await api.post(`/messages/${id}/read`, {}, { key: tenant.live_key })
    expect(again.json).toEqual(read.json)
  })

  test('200: without a body and with a trailing slash, in test mode too', async ({ api, tenant }) => {
    const { id } = await makeMessage({ tenantId: tenant.id, mode: 'test', direction: 'inbound' })
    const reply = await api.call('POST', `/messages/${toTypeId('message', id)}/read/`, {
      key: tenant.test_key,
    })
    expect(reply).toMatchObject({ status: 200, json: { status: 'read', mode: 'test' } })
  })

  test('403: it takes the scope to send messages', async ({ api, tenant }) => {
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', scopes: ['messages:read'] })
    expectProblem(await api.post(`/messages/${newTypeId('message')}/read`, {}, { key }), 403, 'scope_missing')
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const theirs = await makeMessage({ tenantId: stranger.id, mode: 'test', direction: 'inbound' })
    const live = await makeMessage({ tenantId: tenant.id, mode: 'live', direction: 'inbound' })
    const own = [theirs.id, live.id].map((id) => toTypeId('message', id))
    const ids = [...own, newTypeId('message'), 'msg_x', '%00', 'x'.repeat(500)]
    const replies = await Promise.all(
      ids.map((id) => api.post(`/messages/${id}/read`, {}, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('409: a message that you sent is read when the person reads it', async ({ api, tenant }) => {
    const { id } = await makeMessage({ tenantId: tenant.id, mode: 'test' })
    const reply = await api.post(`/messages/${toTypeId('message', id)}/read`, {}, { key: tenant.test_key })
    expectProblem(reply, 409, 'state_conflict')
  })
})
