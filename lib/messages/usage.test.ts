import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta, messagesFrom } from '@/lib/core/fixtures/sandbox'
import { toTypeId } from '@/lib/core/ids'
import { makeSendingTenant, openWindow, rowsOf, textTo, usageOf } from '@/lib/messages/fixtures/sending'
import { sendMessage } from '@/lib/messages/send-message'
import { order, report } from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'

test('a message and a code are each counted once, when Meta has taken them, under the person’s country', async () => {
  const tenant = await makeSendingTenant()
  const [to, phone] = [randomPhone(), randomPhone()]
  await openWindow(tenant.sender, to)
  const message = await sendMessage(tenant.ctx, textTo(to))
  const otp = await sendOtp(tenant.ctx, order(phone))
  expect(await usageOf(tenant.tenantId)).toEqual([])
  await tenant.answered()
  const entries = await usageOf(tenant.tenantId)
  expect(entries.map(({ id, kind }) => [toTypeId('message', id), kind])).toEqual([
    [message.id, 'message'],
    [otp.message_id, 'otp'],
  ])
  for (const entry of entries)
    expect(entry).toMatchObject({
      mode: 'live',
      sender_id: tenant.sender.id,
      country: expect.stringMatching(/^[A-Z]{2}$/),
    })
})

test('reports that overtake the answer, come twice and come at once count nothing twice', async () => {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  await openWindow(tenant.sender, to)
  await breakMeta(to, { reset: true, after: true })
  const message = await sendMessage(tenant.ctx, textTo(to))
  await tenant.answered()
  expect(await usageOf(tenant.tenantId)).toEqual([])
  const [taken] = await messagesFrom(tenant.sender.phoneNumberId)
  const data = `${toTypeId('tenant', tenant.tenantId)}.${message.id}`
  const statuses = ['sent', 'delivered', 'read', 'sent', 'delivered', 'read']
  await Promise.all(
    statuses.map((status) => report({ id: taken?.wamid ?? '', status, biz_opaque_callback_data: data })),
  )
  expect(await usageOf(tenant.tenantId)).toHaveLength(1)
  expect(await rowsOf(tenant.tenantId)).toMatchObject([{ status: 'read' }])
})

test('what Meta refuses is not counted; what it takes and cannot deliver is', async () => {
  const tenant = await makeSendingTenant()
  const [refused, undelivered] = [randomPhone(), randomPhone()]
  for (const to of [refused, undelivered]) await openWindow(tenant.sender, to)
  await breakMeta(refused, { code: 131026 })
  await sendMessage(tenant.ctx, textTo(refused))
  const { id } = await sendMessage(tenant.ctx, textTo(undelivered))
  await tenant.answered()
  const [taken] = await messagesFrom(tenant.sender.phoneNumberId)
  await report({ id: taken?.wamid ?? '', status: 'failed', errors: [{ code: 131026 }] })
  expect((await usageOf(tenant.tenantId)).map((entry) => toTypeId('message', entry.id))).toEqual([id])
})

test('test mode is counted apart', async () => {
  const tenant = await makeSendingTenant('test')
  await sendMessage(tenant.ctx, textTo('+15550100001'))
  await tenant.answered()
  expect(await usageOf(tenant.tenantId)).toMatchObject([{ mode: 'test', kind: 'message' }])
  expect(
    await owner`select 1 from usage_entries where tenant_id = ${tenant.tenantId} and mode = 'live'`,
  ).toEqual([])
})
