import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesFrom } from '@/lib/core/fixtures/sandbox'
import { newTypeId } from '@/lib/core/ids'
import { cancelMessage } from '@/lib/messages/cancel-message'
import {
  filled,
  letAllFallDue,
  makeSendingTenant,
  makeTemplate,
  openWindow,
  refusalOf,
  rowsOf,
  suppress,
  textTo,
} from '@/lib/messages/fixtures/sending'
import { sendDueMessages } from '@/lib/messages/send-due'
import { sendMessage } from '@/lib/messages/send-message'
import { eventsOf, messageRow } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'

const sweep = () => sendDueMessages(otpMessages)
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const later = (to: string, more: Partial<Parameters<typeof textTo>[2]> = {}) =>
  textTo(to, 'Later', { sendAt: inAnHour(), ...more })

describe('a message for later', () => {
  test('waits, and goes when its time has come', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const message = await sendMessage(tenant.ctx, later(to))
    expect(message).toMatchObject({ status: 'scheduled', send_at: expect.any(String) })
    await tenant.answered()
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toEqual([])
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toHaveLength(1)
    expect(await messageRow(message.id)).toMatchObject({ status: 'sent', attempts: 1 })
    expect(await eventsOf(message.id)).toEqual(['message.sent'])
  })

  test('is held against the window, the opt-outs, the template and the number again at its time, and says why it did not go', async () => {
    const tenant = await makeSendingTenant()
    const [closed, stopped, paused] = [randomPhone(), randomPhone(), randomPhone()]
    await makeTemplate(tenant.sender, { name: 'news' })
    for (const to of [closed, stopped]) await openWindow(tenant.sender, to)
    await sendMessage(tenant.ctx, later(closed))
    await sendMessage(tenant.ctx, later(stopped))
    const template = filled('news', 'a', 'b')
    await sendMessage(tenant.ctx, {
      to: paused,
      type: 'template',
      template,
      metadata: {},
      sendAt: inAnHour(),
    })
    await openWindow(tenant.sender, closed, 86_401)
    await suppress(tenant.sender, stopped)
    await owner`update templates set status = 'PAUSED' where tenant_id = ${tenant.tenantId} and name = 'news'`
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toEqual([])
    const failures = (await rowsOf(tenant.tenantId)).map(({ status, phone, failure }) => [
      phone,
      status,
      failure.code,
      failure.actor,
    ])
    expect(failures).toEqual([
      [closed, 'failed', 'window_closed', 'you'],
      [stopped, 'failed', 'recipient_suppressed', 'you'],
      [paused, 'failed', 'template_unusable', 'you'],
    ])
    expect(await owner`select type from events where tenant_id = ${tenant.tenantId}`).toHaveLength(3)
  })

  test('from a number that is gone by then fails, and says so', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    await sendMessage(tenant.ctx, later(to))
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.tenantId}`
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await rowsOf(tenant.tenantId)).toMatchObject([
      { status: 'failed', failure: { code: 'no_sender' } },
    ])
  })

  test('goes as its fallback when the window has closed meanwhile', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'news' })
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const message = await sendMessage(tenant.ctx, later(to, { fallbackTemplate: filled('news', 'Ana', 'x') }))
    await openWindow(tenant.sender, to, 86_401)
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toMatchObject([
      { type: 'template', text: 'Hello Ana, about x.' },
    ])
    expect(await messageRow(message.id)).toMatchObject({
      status: 'sent',
      type: 'template',
      used_fallback: true,
      template: 'news',
    })
  })
})

describe('canceling', () => {
  test('takes back what is scheduled and what waits; it never goes', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const [scheduled, waiting] = [
      await sendMessage(tenant.ctx, later(to)),
      await sendMessage(tenant.ctx, textTo(to)),
    ]
    for (const { id } of [scheduled, waiting])
      expect(await cancelMessage(tenant.ctx, { id })).toMatchObject({ id, status: 'canceled', failure: null })
    await tenant.answered()
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toEqual([])
    for (const row of await rowsOf(tenant.tenantId))
      expect(row).toMatchObject({ status: 'canceled', due_at: null })
  })

  test('is too late for what is being sent, was sent, was canceled, carries a code or is theirs, and says which', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const { id } = await sendMessage(tenant.ctx, textTo(to))
    const detailAfter = async (change: () => Promise<unknown>) => {
      await change()
      const { code, options } = await refusalOf(cancelMessage(tenant.ctx, { id }))
      expect(code).toBe('state_conflict')
      return options.detail
    }
    const set = (column: 'asked_at' | 'otp_id' | 'direction' | 'status', value: string) =>
      owner`update messages set ${owner({ [column]: value })} where tenant_id = ${tenant.tenantId}`
    expect(await detailAfter(() => set('asked_at', new Date().toISOString()))).toBe(
      'It is being sent at this moment.',
    )
    expect(await detailAfter(() => set('status', 'sent'))).toBe('It was sent already.')
    expect(await detailAfter(() => set('status', 'canceled'))).toBe('It was canceled already.')
    expect(await detailAfter(() => set('otp_id', '00000000-0000-7000-8000-000000000000'))).toMatch(
      /one-time password/,
    )
    expect(await detailAfter(() => set('direction', 'inbound'))).toBe('It was written to you.')
  })

  test('another tenant’s message looks absent', async () => {
    const [tenant, stranger] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const { id } = await sendMessage(tenant.ctx, later(to))
    for (const unknown of [id, newTypeId('message'), 'msg_', '%00'])
      expect(await refusalOf(cancelMessage(stranger.ctx, { id: unknown }))).toMatchObject({
        code: 'not_found',
      })
    expect((await messageRow(id)).status).toBe('scheduled')
  })

  test('at the very moment in which it is taken up: either it is canceled and does not go, or it goes and that is said', async () => {
    const tenant = await makeSendingTenant()
    const phones = Array.from({ length: 30 }, randomPhone)
    for (const to of phones) await openWindow(tenant.sender, to)
    const ids = []
    for (const to of phones) ids.push((await sendMessage(tenant.ctx, later(to))).id)
    await letAllFallDue(tenant.tenantId)
    const [outcomes] = await Promise.all([
      Promise.allSettled(ids.map((id) => cancelMessage(tenant.ctx, { id }))),
      sweep(),
      sweep(),
    ])
    await sweep()
    const arrived = new Set((await messagesFrom(tenant.sender.phoneNumberId)).map(({ to }) => to))
    for (const [at, outcome] of outcomes.entries()) {
      const row = await messageRow(ids[at] ?? '')
      const isCanceled = outcome.status === 'fulfilled'
      expect([row.status, arrived.has(row.phone)]).toEqual(isCanceled ? ['canceled', false] : ['sent', true])
    }
  }, 30_000)
})
