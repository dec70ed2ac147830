import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readSettings } from './settings'
import { startSandbox } from './start'
import { hmac, otp, sender, startApp, startWorld, token } from './test-world'
import { serialise } from './webhooks'

let app: Awaited<ReturnType<typeof startApp>>
let world: Awaited<ReturnType<typeof startWorld>>

beforeAll(async () => {
  app = await startApp()
  world = await startWorld(app.url)
})
afterAll(async () => {
  await world.stop()
  await app.stop()
})
beforeEach(async () => {
  app.status = 200
  app.deliveries.length = 0
  await world.inspect('POST', '/reset')
})

const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 10 })

async function sendOtp(to: string, code?: string, language?: string): Promise<string> {
  const { status, body } = await world.send(otp(to, code, language))
  expect(status).toBe(200)
  return body.messages[0].id
}

test('a message is accepted as Meta accepts it, then reported as sent and delivered', async () => {
  const { status, body, headers } = await world.send(otp('+1 (415) 555-0100'))
  const wamid = body.messages[0].id
  expect(status).toBe(200)
  expect(body).toEqual({
    messaging_product: 'whatsapp',
    contacts: [{ input: '+1 (415) 555-0100', wa_id: '14155550100' }],
    messages: [{ id: wamid, message_status: 'accepted' }],
  })
  expect(headers.get('facebook-api-version')).toBe('v25.0')
  expect(Buffer.from(wamid.slice('wamid.'.length), 'base64').toString('hex')).toMatch(
    /^1c180b3134313535353530313030150200111812(3[0-9]|4[1-6]){18}00$/,
  )
  await until(() => expect(app.statusesOf(wamid)).toEqual(['sent', 'delivered']))
  expect(app.deliveries[0]?.value).toMatchObject({
    metadata: { display_phone_number: '12025550100', phone_number_id: sender.phone_number_id },
    contacts: [{ wa_id: '14155550100', user_id: expect.stringMatching(/^US\.\d+$/) }],
    statuses: [
      {
        recipient_id: '14155550100',
        biz_opaque_callback_data: 'msg/1',
        timestamp: expect.stringMatching(/^\d{10}$/),
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'authentication' },
      },
    ],
  })
})

test('a webhook is signed over its bytes, in which unicode and slashes are escaped', async () => {
  await world.inspect('POST', '/inbound', { from: '+12025550141', to: '12025550100', text: 'äöå café / ☕' })
  await until(() => expect(app.deliveries).toHaveLength(1))
  const { raw, signature, value } = app.deliveries[0] ?? {}
  expect(raw).toContain(String.raw`\u00e4\u00f6\u00e5 caf\u00e9 \/ \u2615`)
  expect(signature).toBe(`sha256=${hmac(raw ?? '')}`)
  expect(signature).not.toBe(`sha256=${hmac(JSON.stringify(JSON.parse(raw ?? '')))}`)
  expect(value?.messages?.[0]).toMatchObject({ from: '12025550141', text: { body: 'äöå café / ☕' } })
})

test('somebody with a username writes without telling a number anywhere', async () => {
  const message = { from: '+12025550141', to: '12025550100', text: 'Hi', username: 'pat.example' }
  const { body } = await world.inspect('POST', '/inbound', message)
  expect(body).toEqual({ wamid: expect.any(String), phone_number_id: sender.phone_number_id })
  await until(() => expect(app.deliveries).toHaveLength(1))
  const { value } = app.deliveries[0] ?? {}
  const user = expect.stringMatching(/^US\.\d{20}$/)
  const profile = { name: expect.any(String), username: 'pat.example' }
  expect(value?.contacts).toEqual([{ profile, user_id: user }])
  expect(value?.messages).toEqual([
    {
      from_user_id: user,
      id: body.wamid,
      timestamp: expect.any(String),
      type: 'text',
      text: { body: 'Hi' },
    },
  ])
})

test("Meta's published proof and escapes come out byte for byte", async () => {
  expect(hmac(token)).toBe('1e7416b3bc6dd3232110b6a839f7d00a31546a803ec13bccda177449ed448031')
  expect(serialise({ body: 'é / 😀' })).toBe(String.raw`{"body":"\u00e9 \/ \ud83d\ude00"}`)
})

test('what arrived can be read, newest first, with its code and its words', async () => {
  await sendOtp('+14155550101', '111111')
  const wamid = await sendOtp('+14155550101', '222222', 'pt_BR')
  await sendOtp('+14155550102')
  const { body } = await world.inspect('GET', '/messages?to=14155550101')
  expect(body.data).toHaveLength(2)
  expect(body.data[0]).toMatchObject({
    wamid,
    to: '+14155550101',
    from: '+12025550100',
    type: 'template',
    code: '222222',
    text: '*222222* é seu código de verificação. Para sua segurança, não o compartilhe.',
    biz_opaque_callback_data: 'msg/1',
  })
  expect((await world.inspect('GET', '/messages?to=%2B14155550101&limit=1')).body.data).toHaveLength(1)
  const requests = await world.inspect('GET', '/requests?limit=1')
  expect(requests.body.data[0]).toMatchObject({
    method: 'POST',
    path: `/v25.0/${sender.phone_number_id}/messages`,
    headers: { authorization: `Bearer ${token}` },
    body: { to: '+14155550102' },
    status: 200,
  })
})

test('deliveries are tried again while the app does not answer 200', async () => {
  app.status = 503
  const wamid = await sendOtp('+14155550103')
  await until(async () => expect((await world.inspect('GET', '/webhooks')).body.failed_attempts).toBe(2))
  app.status = 200
  await until(() => expect(app.statusesOf(wamid).sort()).toEqual(['delivered', 'sent']))
})

test('deliveries wait for an app that is not there yet', async () => {
  const early = await startApp()
  await early.stop()
  const lonely = await startWorld(early.url)
  const wamid = (await lonely.send(otp('+14155550104'))).body.messages[0].id
  const attempts = async () => (await lonely.inspect('GET', '/webhooks')).body.failed_attempts
  await until(async () => expect(await attempts()).toBeGreaterThan(1))
  const late = await startApp(Number(new URL(early.url).port))
  await until(() => expect(late.statusesOf(wamid).sort()).toEqual(['delivered', 'sent']))
  await lonely.stop()
  await late.stop()
})

test('a restart keeps the senders and what arrived', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-'))
  const settings = { SANDBOX_STATE_FILE: path.join(folder, 'state.json') }
  const first = await startWorld(app.url, settings)
  await first.send(otp('+14155550108'))
  await first.stop()
  const second = await startSandbox(readSettings({ ...world.settings, ...settings }))
  const read = async (route: string) =>
    (await fetch(`http://127.0.0.1:${second.port}/_sandbox/${route}`)).json()
  expect((await read('messages')).data).toMatchObject([{ to: '+14155550108', code: '482913' }])
  expect((await read('senders')).data).toMatchObject([{ phone_number_id: sender.phone_number_id }])
  await second.stop()
  await rm(folder, { recursive: true })
})

test('deliveries can be doubled and disordered', async () => {
  await world.inspect('POST', '/webhooks', { duplicates: 1, shuffle: true })
  const wamid = await sendOtp('+14155550105')
  await until(() => expect(app.statusesOf(wamid)).toHaveLength(4))
  expect(app.statusesOf(wamid).sort()).toEqual(['delivered', 'delivered', 'sent', 'sent'])
})

test('a message that is seen on the phone is reported as read, once, and after its delivery', async () => {
  const wamid = await sendOtp('+14155550106')
  await world.inspect('POST', '/read', { wamids: [wamid] })
  await until(() => expect(app.statusesOf(wamid)).toContain('read'))
  expect((await world.inspect('POST', '/read', { wamids: [wamid] })).body).toEqual({ read: 0 })
  expect(app.statusesOf(wamid).sort()).toEqual(['delivered', 'read', 'sent'])
})

test('an unknown number does not exist, and a wrong or missing token is none', async () => {
  const unknown = await world.send(otp('+14155550107'), { id: '900999999999999' })
  expect(unknown.status).toBe(400)
  expect(unknown.body.error).toMatchObject({ type: 'GraphMethodException', code: 100, error_subcode: 33 })
  for (const bearer of ['EAANobody', 'EAA_REVOKED1', '']) {
    const refused = await world.send(otp('+14155550107'), { bearer })
    expect(refused.status).toBe(401)
    expect(refused.body.error).toMatchObject({ code: 190, fbtrace_id: expect.any(String) })
  }
})

test('a proof must be that of the app', async () => {
  const path = `/v25.0/${sender.phone_number_id}?fields=verified_name,status&appsecret_proof=`
  const headers = { authorization: `Bearer ${token}` }
  const good = await world.call('GET', path + hmac(token), undefined, headers)
  expect(good.body).toEqual({
    verified_name: 'Café Example',
    status: 'CONNECTED',
    id: sender.phone_number_id,
  })
  const wrong = await world.call('GET', `${path}00`, undefined, headers)
  expect([wrong.status, wrong.body.error.type, wrong.body.error.code]).toEqual([
    400,
    'GraphMethodException',
    100,
  ])
})
