import { createHmac, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { env } from '@/lib/core/env'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid } from '@/lib/core/ids'
import { handleDueWebhooks } from '@/lib/messages/handle-webhooks'
import { answerHandshake, receiveWebhook } from '@/lib/messages/receive-webhook'
import { callbackData } from '@/lib/messages/rules'
import {
  eventsOf,
  makeSendingTenant,
  messageRow,
  order,
  otpRow,
  receive,
  report,
  sendAndRead,
  signatureOf,
  statusBody,
} from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { sendOtp } from '@/lib/otp/send'

const utf8 = (text: string) => Buffer.from(text, 'utf8')

describe('the signature', () => {
  const bad: [string, (good: string, body: Buffer) => string | undefined][] = [
    ['none', () => undefined],
    ['empty', () => ''],
    ['another secret’s', (_, body) => `sha256=${createHmac('sha256', 'other').update(body).digest('hex')}`],
    ['another body’s', () => signatureOf(utf8('{}'))],
    ['in capitals', (good) => good.toUpperCase().replace('SHA256', 'sha256')],
    ['too short', (good) => good.slice(0, -1)],
    ['too long', (good) => `${good}0`],
    ['without its name', (good) => good.slice(7)],
    [
      'of the older kind',
      (_, body) => `sha1=${createHmac('sha1', env().META_APP_SECRET).update(body).digest('hex')}`,
    ],
    ['not hex', () => `sha256=${'z'.repeat(64)}`],
    ['sent twice', (good) => `${good}, ${good}`],
    ['with a space', (good) => ` ${good}`],
    ['with a line break', (good) => `${good}\n`],
  ]

  test.each(bad)('%s: signature_invalid, and nothing is stored', async (_, forge) => {
    const mark = randomUUID()
    const body = utf8(`{"mark":"${mark}"}`)
    const deferred: unknown[] = []
    const forged = forge(signatureOf(body), body)
    const delivery = { signature: forged, body, defer: (work: unknown) => deferred.push(work) }
    await expect(receiveWebhook(delivery, otpMessages)).rejects.toMatchObject({
      code: 'signature_invalid',
      status: 401,
    })
    expect(deferred).toEqual([])
    expect(await stored(mark)).toEqual([])
  })
})

describe('a report', () => {
  test('ten times over changes nothing after the first', async () => {
    const { otp, wamid } = await sent()
    for (let time = 0; time < 10; time++) await report({ id: wamid, status: 'delivered' })
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered' })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
    expect(await eventsOf(otp.message_id)).toEqual(['message.sent', 'message.delivered'])
  })

  test.each([1, 2, 3, 4, 5, 6])('in any order, repeated, at once: the end is the same (%i)', async (seed) => {
    const { otp, wamid } = await sent()
    const steps = ['sent', 'delivered', 'read'].flatMap((status) => Array(4).fill(status))
    const [order = []] = fc.sample(fc.shuffledSubarray(steps, { minLength: 12 }), { numRuns: 1, seed })
    await Promise.all(order.map((status: string) => report({ id: wamid, status })))
    const row = await messageRow(otp.message_id)
    expect(row).toMatchObject({ status: 'read' })
    expect(row.delivered_at).not.toBeNull()
    expect([...(await eventsOf(otp.message_id))].sort()).toEqual([
      'message.delivered',
      'message.read',
      'message.sent',
    ])
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
  })

  test('of reading implies the delivery that was never reported', async () => {
    const { otp, wamid } = await sent()
    await report({ id: wamid, status: 'read' })
    const row = await messageRow(otp.message_id)
    expect(row).toMatchObject({ status: 'read' })
    expect(row.delivered_at).toEqual(row.read_at)
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
  })

  test('of reading that overtook the delivery is dated no earlier than it', async () => {
    const { otp, wamid } = await sent()
    await report({ id: wamid, status: 'delivered' })
    const early = String(Math.floor(Date.now() / 1_000) - 60)
    await report({ id: wamid, status: 'read', timestamp: early })
    const { delivered_at, read_at } = await messageRow(otp.message_id)
    expect(read_at).toEqual(delivered_at)
  })

  test('of failure is final, however late the others come', async () => {
    const { otp, wamid } = await sent()
    await report({ id: wamid, status: 'failed', errors: [{ code: 131026, title: 'Undeliverable' }] })
    for (const status of ['sent', 'delivered', 'read', 'failed']) await report({ id: wamid, status })
    expect(await messageRow(otp.message_id)).toMatchObject({
      status: 'failed',
      failure: { provider_code: 131026 },
    })
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'failed', failure: { code: 'delivery_failed' } })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.failed'])
  })

  test('that overtakes the answer to our own call finds its message by what it carries', async () => {
    const tenant = await makeSendingTenant()
    const otp = await sendOtp(tenant.ctx, order(randomPhone()))
    const { id } = await messageRow(otp.message_id)
    const wamid = `wamid.${randomUUID()}`
    await report({
      id: wamid,
      status: 'delivered',
      biz_opaque_callback_data: callbackData(tenant.tenantId, id),
    })
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered', wamid, due_at: null })
  })

  test('of many messages in one delivery moves each', async () => {
    const all = await Promise.all([sent(), sent(), sent()])
    await report(...all.map(({ wamid }) => ({ id: wamid, status: 'delivered' })))
    for (const { otp } of all) expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered' })
  })

  test('that is held up is dated by what Meta says, and a prompt one by its arrival', async () => {
    const { otp, wamid } = await sent()
    const early = Math.floor(Date.now() / 1_000) - 3_600
    await report({ id: wamid, status: 'delivered', timestamp: String(early) })
    expect((await messageRow(otp.message_id)).delivered_at).toEqual(new Date(early * 1_000))
  })

  test('about a message of another tenant, or of none, moves nothing', async () => {
    const { otp, tenant } = await sent()
    const { id } = await messageRow(otp.message_id)
    const stranger = await makeSendingTenant()
    for (const biz_opaque_callback_data of [
      callbackData(stranger.tenantId, id),
      callbackData(newUuid(), newUuid()),
    ])
      await report({ id: 'wamid.unknown', status: 'read', biz_opaque_callback_data })
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'sent', tenant_id: tenant.tenantId })
  })
})

describe('what we do not know is kept, finished and left alone', () => {
  const one = { id: 'wamid.x', status: 'delivered', timestamp: '1795000000' }
  const entry = (value: unknown, field = 'messages') => ({
    entry: [{ id: '1', changes: [{ field, value }] }],
  })

  test.each<[string, (mark: string) => string | Buffer]>([
    [
      'fields of tomorrow',
      (mark) => JSON.stringify({ mark, ...entry({ statuses: [{ ...one, pricing: { x: 1 } }] }) }),
    ],
    [
      'a field that is not messages',
      (mark) => JSON.stringify({ mark, ...entry({ event: 'X' }, 'account_update') }),
    ],
    [
      'a status of tomorrow',
      (mark) => JSON.stringify({ mark, ...entry({ statuses: [{ ...one, status: 'warped' }] }) }),
    ],
    [
      'a status without an id',
      (mark) => JSON.stringify({ mark, ...entry({ statuses: [{ status: 'read' }] }) }),
    ],
    [
      'statuses that are none',
      (mark) => JSON.stringify({ mark, ...entry({ statuses: [1, null, 'x', []] }) }),
    ],
    [
      'a time that is none',
      (mark) => JSON.stringify({ mark, ...entry({ statuses: [{ ...one, timestamp: 'x' }] }) }),
    ],
    ['another shape', (mark) => JSON.stringify([{ mark }])],
    ['a number', (mark) => `"${mark}"`],
    ['half a JSON', (mark) => `{"mark":"${mark}`],
    ['no JSON', (mark) => mark],
    ['no UTF-8', (mark) => Buffer.concat([utf8(mark), Buffer.from([0xff, 0xfe, 0x00, 0xc3])])],
    ['a NUL', (mark) => `{"mark":"${mark}\\u0000"}\0`],
    ['200,000 brackets', (mark) => `"${mark}"${'['.repeat(200_000)}`],
  ])('%s', async (_, make) => {
    const mark = randomUUID()
    const body = Buffer.from(make(mark))
    await receive(body)
    const [row, ...more] = await stored(mark)
    expect(more).toEqual([])
    expect(row).toMatchObject({ due_at: null, error: null })
    expect(Buffer.from(row?.body).equals(body)).toBe(true)
  })

  test('nothing at all', async () => {
    await expect(receive(Buffer.alloc(0))).resolves.toBeUndefined()
  })
})

test('a delivery whose process died after storing it is handled by another, once', async () => {
  const { otp, wamid } = await sent()
  const body = statusBody({ id: wamid, status: 'delivered' })
  await receiveWebhook({ signature: signatureOf(body), body, defer: () => {} }, otpMessages)
  expect(await messageRow(otp.message_id)).toMatchObject({ status: 'sent' })
  await owner`update meta_webhooks set due_at = clock_timestamp() - interval '1 second'
    where due_at is not null and body = ${body}`
  await Promise.all([1, 2, 3].map(() => handleDueWebhooks(otpMessages)))
  expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered' })
  expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
})

test('the handshake echoes the challenge to whoever knows the token, and to nobody else', () => {
  const answer = (query: Record<string, string>) => answerHandshake(new URLSearchParams(query))
  const right = {
    'hub.mode': 'subscribe',
    'hub.challenge': '1158201444',
    'hub.verify_token': env().META_VERIFY_TOKEN,
  }
  expect(answer(right)).toBe('1158201444')
  expect(answer({ ...right, 'hub.verify_token': 'wrong' })).toBeNull()
  expect(answer({ ...right, 'hub.verify_token': '' })).toBeNull()
  expect(answer({ ...right, 'hub.mode': 'unsubscribe' })).toBeNull()
  expect(answer({})).toBeNull()
})

async function sent() {
  const tenant = await makeSendingTenant()
  return { tenant, ...(await sendAndRead(tenant, randomPhone())) }
}

function stored(mark: string) {
  return owner`select body, due_at, error from meta_webhooks where position(${utf8(mark)}::bytea in body) > 0`
}
