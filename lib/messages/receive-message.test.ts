import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeMessage } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { flushSignals } from '@/lib/alerts/count-signal'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { fromTypeId } from '@/lib/core/ids'
import { makeInbound } from '@/lib/otp/fixtures/inbound'
import { eventsOf, makeSendingTenant, receive, sendAndRead } from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'

type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>
type Written = { type: string; id?: string; from?: string | null; userId?: string; [more: string]: unknown }

const seconds = (ago = 0) => String(Math.floor(Date.now() / 1_000) - ago)

function bodyOf({ sender }: Pick<Tenant, 'sender'>, value: object, field = 'messages'): Buffer {
  const metadata = { display_phone_number: '12025550100', phone_number_id: sender.phoneNumberId }
  const change = { field, value: { messaging_product: 'whatsapp', metadata, ...value } }
  return Buffer.from(JSON.stringify({ entry: [{ id: sender.wabaId, changes: [change] }] }))
}

function inbound(tenant: Tenant, { from, userId, id, ...rest }: Written): Buffer {
  const message = {
    id: id ?? `wamid.${randomUUID()}`,
    timestamp: seconds(),
    ...(from ? { from: from.slice(1) } : {}),
    ...(userId ? { from_user_id: userId } : {}),
    ...rest,
  }
  return bodyOf(tenant, { messages: [message] })
}

const write = (tenant: Tenant, written: Written) => receive(inbound(tenant, written))
const say = (tenant: Tenant, from: string, body: string, more: object = {}) =>
  write(tenant, { type: 'text', from, text: { body }, ...more })

const messagesOf = ({ tenantId }: Tenant) =>
  owner`select * from messages where tenant_id = ${tenantId} and direction = 'inbound' order by id`
const suppressionsOf = async ({ tenantId }: Tenant) => {
  const rows =
    await owner`select scope, reason from suppressions where tenant_id = ${tenantId} order by scope`
  return rows.map(({ scope, reason }) => `${scope} ${reason}`)
}
const countsOf = (body: Buffer) => owner`select f.field from meta_field_counts f
  join meta_webhooks w on w.id = f.webhook_id where w.body = ${body} order by 1`

describe('what a person writes', () => {
  test('delivered 20 times at once is one message, one event and one unread', async () => {
    const tenant = await makeSendingTenant()
    const body = inbound(tenant, { type: 'text', from: randomPhone(), text: { body: 'Hi' } })
    await Promise.all(Array.from({ length: 20 }, () => receive(body)))
    expect(await messagesOf(tenant)).toHaveLength(1)
    const events = await owner`select data from events where tenant_id = ${tenant.tenantId}`
    expect(events.map(({ data }) => [data.direction, data.content, data.to, data.status])).toEqual([
      ['inbound', { body: 'Hi' }, null, 'delivered'],
    ])
    const [conversation] = await owner`select unread from conversations where tenant_id = ${tenant.tenantId}`
    expect(conversation).toMatchObject({ unread: 1 })
  })

  test('as 20 messages at once makes one contact and one conversation', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    await Promise.all(Array.from({ length: 20 }, (_, index) => say(tenant, from, `${index}`)))
    const contacts = await owner`select phone, source from contacts where tenant_id = ${tenant.tenantId}`
    expect([...contacts]).toEqual([{ phone: from, source: 'inbound' }])
    const conversations = await owner`select unread from conversations where tenant_id = ${tenant.tenantId}`
    expect([...conversations]).toEqual([{ unread: 20 }])
  })

  test('without a number is kept under their user id', async () => {
    const tenant = await makeSendingTenant()
    await write(tenant, { type: 'text', userId: 'US.1', text: { body: 'Hi' } })
    expect(await messagesOf(tenant)).toMatchObject([{ phone: null, bsuid: 'US.1' }])
    const conversations = await owner`select person from conversations where tenant_id = ${tenant.tenantId}`
    expect([...conversations]).toEqual([{ person: 'US.1' }])
  })

  test('in the future, by Meta’s clock, opens the window no later than now', async () => {
    const tenant = await makeSendingTenant()
    await say(tenant, randomPhone(), 'Hi', { timestamp: seconds(-86_400) })
    const [row] = await owner`select last_inbound_at <= clock_timestamp() as ok from conversations
      where tenant_id = ${tenant.tenantId}`
    expect(row).toMatchObject({ ok: true })
  })

  test('of a type of tomorrow is kept under its name, and counted', async () => {
    const tenant = await makeSendingTenant()
    const body = inbound(tenant, { type: 'hologram', from: randomPhone(), hologram: { depth: 3 } })
    await receive(body)
    expect(await messagesOf(tenant)).toMatchObject([{ type: 'hologram', content: { depth: 3 } }])
    expect([...(await countsOf(body))]).toEqual([{ field: 'messages.type:hologram' }])
  })

  test('that cannot be read hides nothing else', async () => {
    const tenant = await makeSendingTenant()
    const good = { id: `wamid.${randomUUID()}`, from: '12025550141', timestamp: seconds(), type: 'text' }
    const odd = [null, 7, { type: 'text' }, { ...good, text: 'no object' }, { ...good, type: '' }, []]
    const body = bodyOf(tenant, { messages: [...odd, { ...good, text: { body: 'Hi' } }, ...odd] })
    await receive(body)
    expect(await messagesOf(tenant)).toMatchObject([{ content: { body: 'Hi' } }])
    expect((await countsOf(body)).map(({ field }) => field)).toEqual([
      'messages.messages:unreadable',
      'messages.text:unreadable',
    ])
  })

  test('to a number that is nobody’s is counted, and nothing else', async () => {
    const tenant = await makeSendingTenant()
    const stray = { sender: { ...tenant.sender, phoneNumberId: '1' } }
    const body = bodyOf(stray, { messages: [{ id: 'wamid.x', type: 'text', text: { body: 'Hi' } }] })
    await receive(body)
    expect(await messagesOf(tenant)).toEqual([])
    expect([...(await countsOf(body))]).toEqual([{ field: 'messages:unknown_number' }])
  })

  test('and takes back is erased', async () => {
    const tenant = await makeSendingTenant()
    const [from, id] = [randomPhone(), `wamid.${randomUUID()}`]
    await say(tenant, from, 'a secret', { id })
    await write(tenant, { type: 'revoke', from, revoke: { original_message_id: id } })
    const rows = await messagesOf(tenant)
    expect(rows.map(({ type, content }) => [type, content])).toEqual([
      ['text', null],
      ['revoke', { original_message_id: id }],
    ])
  })

  test('as a reaction finds the message it is about, and so does its removal', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    const { otp, wamid } = await sendAndRead(tenant, from)
    for (const more of [{ emoji: '👍' }, {}])
      await write(tenant, { type: 'reaction', from, reaction: { message_id: wamid, ...more } })
    const rows = await messagesOf(tenant)
    expect(new Set(rows.map(({ reply_to }) => reply_to))).toEqual(
      new Set([fromTypeId('message', otp.message_id)]),
    )
  })

  test('of another tenant is never what a reply is about', async () => {
    const [tenant, stranger] = [await makeSendingTenant(), await makeSendingTenant()]
    const wamid = `wamid.${randomUUID()}`
    const { id } = await makeMessage({ tenantId: stranger.tenantId, mode: 'live', wamid })
    await owner`insert into message_routes (tenant_id, mode, wamid, message_id)
      values (${stranger.tenantId}, 'live', ${wamid}, ${id})`
    await say(tenant, randomPhone(), 'yes', { context: { id: wamid } })
    expect(await messagesOf(tenant)).toMatchObject([{ reply_to: null, context_wamid: wamid }])
  })
})

describe('stop and start', () => {
  test('a person who writes STOP gets nothing more, until they write START', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    await say(tenant, from, ' stop. ')
    expect(await suppressionsOf(tenant)).toEqual(['all stop'])
    await say(tenant, from, 'START')
    expect(await suppressionsOf(tenant)).toEqual([])
    await say(tenant, from, 'Please do not stop now')
    expect(await suppressionsOf(tenant)).toEqual([])
  })

  test('an old word that comes late undoes no newer one, and is kept as a message', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    await say(tenant, from, 'STOP', { timestamp: seconds(100) })
    await say(tenant, from, 'START', { timestamp: seconds(200) })
    expect(await suppressionsOf(tenant)).toEqual(['all stop'])
    expect(await messagesOf(tenant)).toHaveLength(2)
  })

  test('WhatsApp’s own switch stops marketing alone, and again is no newer', async () => {
    const tenant = await makeSendingTenant()
    const turn = (value: string, ago: number, who: object = { wa_id: '12025550141' }) => {
      const told = { ...who, category: 'marketing_messages', value, timestamp: Number(seconds(ago)) }
      return receive(bodyOf(tenant, { user_preferences: [told] }, 'user_preferences'))
    }
    await turn('stop', 30)
    expect(await suppressionsOf(tenant)).toEqual(['marketing whatsapp'])
    await turn('resume', 20)
    await turn('stop', 30)
    expect(await suppressionsOf(tenant)).toEqual([])
    await turn('stop', 10, { user_id: 'US.7' })
    const [row] = await owner`select person from suppressions where tenant_id = ${tenant.tenantId}`
    expect(row).toMatchObject({ person: 'US.7' })
  })
})

describe('codes', () => {
  test('a tap on “I didn’t request a code” stands in the OTP’s timeline, once', async () => {
    const tenant = await makeSendingTenant()
    const from = randomPhone()
    const { otp, wamid } = await sendAndRead(tenant, from)
    const tap = { type: 'button', from, button: { payload: 'DID_NOT_REQUEST_CODE', text: 'x' } }
    const body = inbound(tenant, { ...tap, context: { id: wamid } })
    await Promise.all([receive(body), receive(body)])
    await write(tenant, tap)
    const { timeline, status, attempts_remaining } = await getOtp(tenant.ctx, { id: otp.otp_id })
    expect(timeline.filter(({ detail }) => detail === 'the person did not request this code')).toHaveLength(2)
    expect({ status, attempts_remaining }).toEqual({ status: 'pending', attempts_remaining: 3 })
    await flushSignals()
    const [signal] = await owner`select sum(count)::int as count from signal_counts
      where tenant_id = ${tenant.tenantId} and kind = 'code_disowned'`
    expect(signal).toMatchObject({ count: 2 })
  })

  test.each<[string, (token: string) => string]>([
    ['behind its mark', (token) => `Verify ${token} please`],
    ['by itself, in small letters', (token) => token.replace('HAWK-', '').toLowerCase()],
  ])('a message with a token %s verifies, and is kept without it', async (_, write) => {
    const tenant = await makeSendingTenant()
    const otp = await makeInbound(tenant.ctx)
    const id = `wamid.${randomUUID()}`
    await say(tenant, randomPhone(), write(otp.token), { id })
    await say(tenant, randomPhone(), write(otp.token), { id })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.verified'])
    const rows =
      await owner`select row_to_json(m)::text as text from messages m where tenant_id = ${tenant.tenantId}
      union all select row_to_json(e)::text from events e where tenant_id = ${tenant.tenantId}`
    const kept = rows
      .map(({ text }) => text)
      .join()
      .toUpperCase()
    expect(kept).toContain('••••-••••')
    for (const part of otp.token.replace('HAWK-', '').split('-'))
      expect(kept).not.toContain(`"BODY":"${part}`)
    expect(kept.replaceAll('-', '')).not.toContain(otp.token.replace('HAWK-', '').replaceAll('-', ''))
  })

  test('what only looks like one is kept as it was written', async () => {
    const tenant = await makeSendingTenant()
    await say(tenant, randomPhone(), 'Shop open? 1234-5678')
    expect(await messagesOf(tenant)).toMatchObject([{ content: { body: 'Shop open? 1234-5678' } }])
  })
})

test('what WhatsApp cannot pass on is kept with why, in the older shape too', async () => {
  const tenant = await makeSendingTenant()
  const errors = [{ code: 131051, title: 'Message type unknown' }]
  await write(tenant, { type: 'unsupported', from: randomPhone(), errors })
  expect(await messagesOf(tenant)).toMatchObject([{ type: 'unsupported', content: { errors } }])
})
