import { describe, expect, test } from 'vitest'
import { makeMessage } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesFrom } from '@/lib/core/fixtures/sandbox'
import { toTypeId } from '@/lib/core/ids'
import { filled, makeSendingTenant, makeTemplate, openWindow, textTo } from '@/lib/messages/fixtures/sending'
import { sendMessage } from '@/lib/messages/send-message'
import { eventsOf, messageRow, report } from '@/lib/otp/fixtures/sending'

describe('a message that is taken', () => {
  test('is written down before the answer, and reaches Meta after it, as it was given', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const message = await sendMessage(
      tenant.ctx,
      textTo(to, 'Your table is ready.', { metadata: { table: '7' } }),
    )
    expect(message).toMatchObject({
      object: 'message',
      direction: 'outbound',
      to,
      type: 'text',
      status: 'queued',
      mode: 'live',
      content: { body: 'Your table is ready.' },
      used_fallback: false,
      metadata: { table: '7' },
    })
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toEqual([])
    await tenant.answered()
    const [taken, ...more] = await messagesFrom(tenant.sender.phoneNumberId)
    expect(more).toEqual([])
    expect(taken?.payload).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to,
      type: 'text',
      text: { body: 'Your table is ready.' },
      biz_opaque_callback_data: `${toTypeId('tenant', tenant.tenantId)}.${message.id}`,
    })
    expect(await messageRow(message.id)).toMatchObject({
      status: 'sent',
      wamid: taken?.wamid,
      due_at: null,
      attempts: 1,
    })
    await report({ id: taken?.wamid ?? '', status: 'delivered' })
    expect(await eventsOf(message.id)).toEqual(['message.sent', 'message.delivered'])
  })

  test('outside the window a template goes, filled in', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'order_update' })
    const template = filled('order_update', 'Ana', 'order 1001')
    const message = await sendMessage(tenant.ctx, {
      to: randomPhone(),
      type: 'template',
      template,
      metadata: {},
    })
    await tenant.answered()
    const [taken] = await messagesFrom(tenant.sender.phoneNumberId)
    expect(taken).toMatchObject({ type: 'template', text: 'Hello Ana, about order 1001.' })
    expect(await messageRow(message.id)).toMatchObject({
      template: 'order_update',
      language: 'en_US',
      used_fallback: false,
    })
  })

  test('in a closed window the fallback goes in its place, and the row says so; in an open one it does not', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'hello' })
    const [open, closed] = [randomPhone(), randomPhone()]
    await openWindow(tenant.sender, open, 86_390)
    await openWindow(tenant.sender, closed, 86_401)
    const fallbackTemplate = filled('hello', 'Ana', 'x')
    const [inside, outside] = [
      await sendMessage(tenant.ctx, textTo(open, 'Hi', { fallbackTemplate })),
      await sendMessage(tenant.ctx, textTo(closed, 'Hi', { fallbackTemplate })),
    ]
    expect(inside).toMatchObject({ type: 'text', used_fallback: false })
    expect(outside).toMatchObject({ type: 'template', used_fallback: true, content: { name: 'hello' } })
    await tenant.answered()
    const taken = await messagesFrom(tenant.sender.phoneNumberId)
    expect(taken.map(({ type }) => type).sort()).toEqual(['template', 'text'])
  })

  test('the window is the person’s, however their number is written', async () => {
    const tenant = await makeSendingTenant()
    await openWindow(tenant.sender, '+5215512345678')
    await expect(sendMessage(tenant.ctx, textTo('+525512345678'))).resolves.toMatchObject({
      status: 'queued',
    })
  })

  test('an answer quotes, and a reaction reacts, by Meta’s id of the message', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const theirs = await makeMessage({
      ...tenant,
      direction: 'inbound',
      phone: to,
      wamid: 'wamid.theirs',
      senderId: tenant.sender.id,
    })
    const id = toTypeId('message', theirs.id)
    await sendMessage(tenant.ctx, textTo(to, 'Thanks!', { replyTo: id }))
    await sendMessage(tenant.ctx, {
      to,
      type: 'reaction',
      reaction: { message_id: id, emoji: '👍' },
      metadata: {},
    })
    await tenant.answered()
    const taken = await messagesFrom(tenant.sender.phoneNumberId)
    const payloads = new Map(taken.map(({ type, payload }) => [type, payload]))
    expect(payloads.get('text')).toMatchObject({ context: { message_id: 'wamid.theirs' } })
    expect(payloads.get('reaction')).toMatchObject({ reaction: { message_id: 'wamid.theirs', emoji: '👍' } })
  })

  test('somebody is reached by their user id alone', async () => {
    const tenant = await makeSendingTenant()
    const recipient = 'US.90010000000000000141'
    await owner`insert into conversations (tenant_id, mode, sender_id, person, last_inbound_at)
      values (${tenant.tenantId}, 'live', ${tenant.sender.id}, ${recipient}, clock_timestamp())`
    const message = await sendMessage(tenant.ctx, {
      recipient,
      type: 'text',
      text: { body: 'Hello' },
      metadata: {},
    })
    expect(message).toMatchObject({ to: null, recipient })
    await tenant.answered()
    const [taken] = await messagesFrom(tenant.sender.phoneNumberId)
    expect(taken?.payload).toMatchObject({ recipient, type: 'text' })
    expect(taken?.payload).not.toHaveProperty('to')
    expect(await messageRow(message.id)).toMatchObject({ status: 'sent', wa_id: null })
  })
})
