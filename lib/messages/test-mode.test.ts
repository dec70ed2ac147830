import { expect, test } from 'vitest'
import { messageNumbers, providerErrorNumbers } from '@/lib/core/magic-numbers'
import { providerErrors } from '@/lib/core/provider-errors'
import {
  filled,
  letAllFallDue,
  makeSendingTenant,
  makeTemplate,
  refusalOf,
  rowsOf,
  textTo,
} from '@/lib/messages/fixtures/sending'
import { sendBatch } from '@/lib/messages/send-batch'
import { sendDueMessages } from '@/lib/messages/send-due'
import { sendMessage } from '@/lib/messages/send-message'
import { eventsOf, messageRow } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'

const sweep = () => sendDueMessages(otpMessages)
const closed = messageNumbers[0]?.number ?? ''

async function send(to: string) {
  const tenant = await makeSendingTenant('test')
  const message = await sendMessage(tenant.ctx, textTo(to))
  await tenant.answered()
  return { tenant, message }
}

test.each([
  ['+15550100001', 'delivered', ['message.sent', 'message.delivered']],
  ['+15550100002', 'failed', ['message.sent', 'message.failed']],
  ['+15550100003', 'sent', ['message.sent']],
])('%s is %s at once, and all its events come', async (to, status, events) => {
  const { message } = await send(to)
  expect((await messageRow(message.id)).status).toBe(status)
  expect(await eventsOf(message.id)).toEqual(events)
})

test('any other number is delivered after a second, and the one whose provider is down after a retry', async () => {
  const usual = await send('+4915112345671')
  expect((await messageRow(usual.message.id)).status).toBe('sent')
  const down = await send('+15550100006')
  expect(await messageRow(down.message.id)).toMatchObject({ status: 'queued', attempts: 1, asked_at: null })
  for (const { tenant } of [usual, down]) await letAllFallDue(tenant.tenantId)
  await sweep()
  for (const { message } of [usual, down]) expect((await messageRow(message.id)).status).toBe('delivered')
})

test('every error of Meta’s that does not pass ends the message at once, in its words', async () => {
  const tenant = await makeSendingTenant('test')
  const lasting = providerErrorNumbers.filter(
    ({ providerCode }) => !providerErrors.get(providerCode)?.retryable,
  )
  const messages = lasting.map(({ number: to }) => ({ to, type: 'text', text: { body: 'x' } }))
  expect(await sendBatch(tenant.ctx, { messages })).toMatchObject({ refused: 0 })
  await tenant.answered()
  const rows = await rowsOf(tenant.tenantId)
  expect(rows).toHaveLength(lasting.length)
  for (const { providerCode, number } of lasting) {
    const row = rows.find(({ phone }) => phone === number)
    const { title, actor, fix } = providerErrors.get(providerCode) ?? {}
    expect(row).toMatchObject({
      status: 'failed',
      failure: { provider_code: providerCode, title, actor, fix },
    })
  }
})

test('windows are open, but for the one number whose is not', async () => {
  const tenant = await makeSendingTenant('test')
  await makeTemplate(tenant.sender, { name: 'hello' })
  await expect(sendMessage(tenant.ctx, textTo('+4915112345671'))).resolves.toMatchObject({ status: 'queued' })
  expect(await refusalOf(sendMessage(tenant.ctx, textTo(closed)))).toMatchObject({ code: 'window_closed' })
  const fallbackTemplate = filled('hello', 'a', 'b')
  const message = await sendMessage(tenant.ctx, textTo(closed, 'Hi', { fallbackTemplate }))
  expect(message).toMatchObject({ type: 'template', used_fallback: true })
})

test('the number that is rate limited is', async () => {
  const tenant = await makeSendingTenant('test')
  expect(await refusalOf(sendMessage(tenant.ctx, textTo('+15550100005')))).toMatchObject({
    code: 'rate_limited',
  })
})
