import { describe, expect, test } from 'vitest'
import { makeApiKey, makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { flushSignals } from '@/lib/alerts/count-signal'
import { alertJobs } from '@/lib/auth/alert-jobs'
import { backgroundWorkDone, runInBackground } from '@/lib/core/background'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId, platformId } from '@/lib/core/ids'
import { call, randomAddress, request } from '@/lib/http/fixtures/request'
import { handleHook } from '@/lib/http/hooks'
import { handle } from '@/lib/http/pipeline'
import { flushKeyNetworks, noteKeyNetwork } from '@/lib/keys/note-network'

type Told = { rule: string; subject: string; count: number }

/** What a tenant is told once everything counted has been written and the job has run. */
async function told(tenantId: string, rule: string): Promise<Told[]> {
  await backgroundWorkDone()
  await flushSignals()
  await alertJobs[0]?.run()
  const rows = await owner<Told[]>`
    select rule, subject, count from alerts where tenant_id = ${tenantId} and rule = ${rule}`
  return [...rows]
}

const times = async (count: number, run: (at: number) => Promise<unknown>) => {
  for (let at = 0; at < count; at++) await run(at)
}

test('an address that calls 101 times without a key is told to the house, those that are not listened to included', async () => {
  const address = randomAddress()
  const network = address.replace(/\d+$/, '0/24')
  const ofNetwork = async () =>
    (await told(platformId, 'unauthorized_calls')).filter(({ subject }) => subject === network)
  await times(100, () => call('/otp', { address }))
  expect(await ofNetwork()).toEqual([])
  await call('/otp', { address })
  expect(await ofNetwork()).toEqual([{ rule: 'unauthorized_calls', subject: network, count: 101 }])
})

describe('ids that are not there', () => {
  test('a key that asks for 21 of them is told, one that asks for the same 30 times is not', async () => {
    const [thief, poller] = await Promise.all([keyOf(), keyOf()])
    const id = newTypeId('otp')
    await times(30, () => poller.get(`/otp/${id}`))
    await times(20, () => thief.get(`/otp/${newTypeId('otp')}`))
    await times(5, (at) => thief.get(`/otp/otp_${at}`))
    expect(await told(thief.tenantId, 'foreign_ids')).toEqual([])
    await thief.get(`/otp/${newTypeId('otp')}`)
    expect(await told(thief.tenantId, 'foreign_ids')).toMatchObject([{ subject: thief.keyId, count: 21 }])
    expect(await told(poller.tenantId, 'foreign_ids')).toEqual([])
  })
})

describe('networks of a key', () => {
  test('three that are new to it are told, those it was used from before and its first are not', async () => {
    const key = await keyOf()
    const from = async (address: string) => {
      await key.get('/otp', address)
      await flushKeyNetworks()
    }
    const known = ['11.1.0.1', '11.1.200.9', '11.2.0.1', '11.3.0.1']
    for (const address of known) await from(address)
    expect(await told(key.tenantId, 'key_from_new_networks')).toEqual([])
    await from('2001:db8::1')
    expect(await told(key.tenantId, 'key_from_new_networks')).toMatchObject([
      { subject: key.keyId, count: 3 },
    ])
    for (const address of [...known, '2001:db8:ffff::9']) await from(address)
    expect(await told(key.tenantId, 'key_from_new_networks')).toMatchObject([{ count: 3 }])
    const networks = await owner<{ network: string }[]>`
      select network from key_networks where tenant_id = ${key.tenantId} order by network`
    expect(networks.map(({ network }) => network)).toEqual([
      '11.1.0.0/16',
      '11.2.0.0/16',
      '11.3.0.0/16',
      '2001:db8::/32',
    ])
  })
})

test('eleven webhooks that Meta did not sign are told to the house', async () => {
  const forged = () =>
    handleHook({
      ...request('', { method: 'POST', body: '{}', headers: { 'x-hub-signature-256': 'sha256=00' } }),
      path: '/api/hooks/meta',
    })
  const ofMeta = async () =>
    (await told(platformId, 'bad_signatures')).filter(({ subject }) => subject === 'meta')
  // Other tests forge as well.
  await told(platformId, 'bad_signatures')
  await owner`delete from signal_counts where subject = 'meta'`
  await owner`delete from alerts where subject = 'meta'`
  await times(10, forged)
  expect(await ofMeta()).toEqual([])
  expect((await forged()).status).toBe(401)
  expect(await ofMeta()).toMatchObject([{ count: 11 }])
})

test('a token that does not open is told to its workspace, by its place and without a byte of it', async () => {
  const { id: tenantId } = await makeTenant()
  const sender = await makeSender({ tenantId, mode: 'live', phone: randomPhone() })
  const { key } = await makeApiKey({ tenantId, mode: 'live' })
  await owner`
    update senders set access_token_sealed = left(access_token_sealed, -4) || 'AAAA' where id = ${sender.id}`
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ to: randomPhone() })
  const send = request('/api/v1/otp/send', { method: 'POST', headers, body })
  expect((await handle({ ...send, defer: runInBackground })).status).toBe(202)
  const [alert, ...others] = await told(tenantId, 'unseal_failure')
  expect(others).toEqual([])
  expect(alert).toMatchObject({ subject: 'senders.access_token' })
})

test('what is noted of callers is a look into a map', () => {
  const use = { tenantId: platformId, keyId: newTypeId('key'), address: '203.0.113.9' }
  noteKeyNetwork(use)
  const begun = performance.now()
  for (let at = 0; at < 100_000; at++) noteKeyNetwork(use)
  const microseconds = ((performance.now() - begun) * 1_000) / 100_000
  expect(microseconds).toBeLessThan(10)
})

async function keyOf() {
  const { id: tenantId } = await makeTenant()
  const { id: keyId, key } = await makeApiKey({ tenantId, mode: 'live' })
  const headers = { authorization: `Bearer ${key}` }
  return {
    tenantId,
    keyId,
    get: (path: string, address?: string) => call(path, { headers, ...(address ? { address } : {}) }),
  }
}
