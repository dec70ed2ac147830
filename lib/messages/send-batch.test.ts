import { expect, test } from 'vitest'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesFrom } from '@/lib/core/fixtures/sandbox'
import { toTypeId } from '@/lib/core/ids'
import {
  makeSendingTenant,
  makeTemplate,
  openWindow,
  openWindows,
  rowsOf,
  suppress,
} from '@/lib/messages/fixtures/sending'
import { sendBatch } from '@/lib/messages/send-batch'

const text = (to: string, body = 'Hello') => ({ to, type: 'text', text: { body } })

test('each message is accepted or refused by itself, in the order in which they came', async () => {
  const tenant = await makeSendingTenant()
  await makeTemplate(tenant.sender, { name: 'news' })
  const [open, closed, stopped] = [randomPhone(), randomPhone(), randomPhone()]
  await openWindow(tenant.sender, open)
  await openWindow(tenant.sender, stopped)
  await suppress(tenant.sender, stopped)
  const template = { name: 'news', language: { code: 'en_US' } }
  const batch = await sendBatch(tenant.ctx, {
    messages: [
      text(open),
      text('12025550141'),
      text(closed),
      text(stopped),
      { to: open, type: 'template', template },
      null,
      { ...text(open), from: 'snd_x' },
      { ...text(open), dry_run: true },
      text(open, 'Hello again'),
    ],
  })
  expect(batch).toMatchObject({ object: 'message_batch', mode: 'live', accepted: 2, refused: 7 })
  expect(batch.data.map(({ message, refusal }) => message?.status ?? refusal?.code)).toEqual([
    'queued',
    'recipient_invalid',
    'window_closed',
    'recipient_suppressed',
    'template_unusable',
    'validation_failed',
    'no_sender',
    'validation_failed',
    'queued',
  ])
  expect(batch.data[1]?.refusal?.errors).toEqual([
    expect.objectContaining({ path: 'to', fix: 'Did you mean +12025550141?' }),
  ])
  await tenant.answered()
  const taken = await messagesFrom(tenant.sender.phoneNumberId)
  expect(taken.map((message) => message.text).sort()).toEqual(['Hello', 'Hello again'])
  const ids = batch.data.flatMap(({ message }) => message?.id ?? [])
  expect((await rowsOf(tenant.tenantId)).map(({ id }) => toTypeId('message', id))).toEqual(ids)
})

test('two batches to the same people at once, in opposite orders, do not hold each other up', async () => {
  const tenant = await makeSendingTenant()
  const phones = Array.from({ length: 40 }, randomPhone)
  await openWindows(tenant.sender, phones)
  const messages = phones.map((to) => text(to))
  const batches = await Promise.all([
    sendBatch(tenant.ctx, { messages }),
    sendBatch(tenant.ctx, { messages: [...messages].reverse() }),
  ])
  expect(batches.map(({ accepted }) => accepted)).toEqual([40, 40])
})
