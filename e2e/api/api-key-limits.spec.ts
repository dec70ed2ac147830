import { makeApiKey, makeSender } from '@/db/factories'
import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { SentOtp } from '../support/shapes'
import { exchange, newAddress } from '../support/wire'

const elsewhere = ['203.0.113.0/24', '2001:db8::/32']

test.describe('A key with an allow-list', () => {
  test('202: works from an address on it', async ({ api, tenant }) => {
    for (const allowedAddresses of [[...elsewhere, '127.0.0.0/8'], ['126.0.0.0/7']]) {
      const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', allowedAddresses })
      expect((await api.post('/otp/send', { to: randomPhone() }, { key })).status).toBe(202)
    }
  })

  test('202 and 403: the address is that of the connection', async ({ api, tenant }) => {
    test.skip(newAddress() === undefined, 'Here loopback is one address, and everybody’s.')
    const { key } = await makeApiKey({
      tenantId: tenant.id,
      mode: 'test',
      allowedAddresses: ['127.9.8.0/24'],
    })
    const send = (from: string) => api.post('/otp/send', { to: randomPhone() }, { key, from })
    expect((await send('127.9.8.7')).status).toBe(202)
    expect(expectProblem(await send('127.9.9.7'), 403, 'ip_not_allowed').detail).toContain('127.9.9.7')
  })

  test('403: may not be used from any other, whatever the caller says of itself', async ({
    api,
    tenant,
    owner,
  }) => {
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', allowedAddresses: elsewhere })
    const to = randomPhone()
    const claims: Record<string, string>[] = [
      {},
      { 'x-forwarded-for': '203.0.113.7' },
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.7' },
      { 'x-real-ip': '203.0.113.7', forwarded: 'for=203.0.113.7', 'cf-connecting-ip': '203.0.113.7' },
    ]
    for (const headers of claims) {
      const reply = await api.post('/otp/send', { to }, { key, headers })
      expect(expectProblem(reply, 403, 'ip_not_allowed').detail).toMatch(/ 127\.[\d.]+\.$/)
    }
    expect(await owner`select from otps where phone = ${to}`).toHaveLength(0)
  })

  test('403: may not be used through the other door either', async ({ world, tenant }) => {
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', allowedAddresses: elsewhere })
    const reply = await exchange(world.app_url, {
      path: '/x/../api/v1/otp/otp_x',
      headers: {
        authorization: `Bearer ${key}`,
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-proto': 'https',
      },
    })
    expect(expectProblem(reply, 403, 'ip_not_allowed').detail).toMatch(/ 127\.[\d.]+\.$/)
  })

  test('401: when it is revoked, like any other', async ({ api, tenant, owner }) => {
    const { key, id } = await makeApiKey({ tenantId: tenant.id, mode: 'test', allowedAddresses: elsewhere })
    await owner`update api_keys set revoked_at = now() where id = ${id}`
    expectProblem(await api.get('/otp/otp_x', { key }), 401, 'api_key_invalid')
  })
})

test.describe('A key that expires', () => {
  test('401: from its time on, in the words of a key that never was', async ({ api, tenant }) => {
    const expiresAt = new Date(Date.now() + 3_000)
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', expiresAt })
    const unknown = `wsa_live_${'0'.repeat(32)}0cRXfT`
    const status = async () => (await api.get('/otp/otp_x', { key })).status
    expect(await status()).toBe(404)
    await expect.poll(status, { intervals: [20] }).toBe(401)
    expect(Math.abs(Date.now() - expiresAt.getTime())).toBeLessThan(1_000)
    const replies = [await api.get('/otp/otp_x', { key }), await api.get('/otp/otp_x', { key: unknown })]
    for (const reply of replies) expectProblem(reply, 401, 'api_key_invalid')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('A key bound to a sender', () => {
  test('202 and 409: sends from its sender, named or not, and from no other', async ({
    api,
    tenant,
    owner,
  }) => {
    const bound = await makeSender({ tenantId: tenant.id, mode: 'test', isPrimary: false })
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', senderId: bound.id })
    const from = toTypeId('sender', bound.id)
    for (const named of [{}, { from }, { waba_id: from }]) {
      const reply = await api.post('/otp/send', { to: randomPhone(), ...named }, { key })
      expect(reply.status).toBe(202)
      SentOtp.parse(reply.json)
    }
    expect(await owner`select distinct sender_id from otps where tenant_id = ${tenant.id}`).toEqual([
      { sender_id: bound.id },
    ])
    const [primary] = await owner<{ id: string }[]>`
      select id from senders where tenant_id = ${tenant.id} and mode = 'test' and is_primary`
    const other = toTypeId('sender', primary?.id ?? '')
    for (const named of [{ from: other }, { waba_id: other }, { from: tenant.sender_id }, { from: 'snd_x' }])
      expectProblem(await api.post('/otp/send', { to: randomPhone(), ...named }, { key }), 409, 'no_sender')
  })
})

test('the last use of a key is on record within a minute', async ({ api, tenant, owner }) => {
  const { key, id } = await makeApiKey({ tenantId: tenant.id, mode: 'test' })
  for (const agent of ['first/1.0', 'shop/2.1'])
    await api.get('/otp/otp_x', { key, headers: { 'user-agent': agent } })
  const agent = async () => {
    const [row] = await owner`select last_used_agent, last_used_address from api_keys where id = ${id}`
    return row?.last_used_agent
  }
  await expect.poll(agent, { timeout: 20_000, intervals: [500] }).toBe('shop/2.1')
})
