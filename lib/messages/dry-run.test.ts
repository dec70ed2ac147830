import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { toTypeId } from '@/lib/core/ids'
import {
  filled,
  makeSendingTenant,
  makeTemplate,
  openWindow,
  rowsOf,
  suppress,
  textTo,
} from '@/lib/messages/fixtures/sending'
import { sendMessage } from '@/lib/messages/send-message'

describe('a dry run', () => {
  test('says that a message would go, and leaves nothing behind', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const told = await sendMessage(tenant.ctx, { ...textTo(to), dryRun: true })
    expect(told).toEqual({
      object: 'message_dry_run',
      mode: 'live',
      to,
      recipient: null,
      sender_id: toTypeId('sender', tenant.sender.id),
      type: 'text',
      would_send: true,
      uses_fallback: false,
      category: 'service',
      window: { open: true, expires_at: expect.any(String) },
      suppression: null,
      template: null,
      limits: {
        messaging_limit: 'TIER_2K',
        people_in_day: 0,
        people_left: 2_000,
        per_second: 80,
        waiting: 0,
      },
      refusal: null,
    })
    expect(await tenant.answered()).toEqual([])
    expect(await rowsOf(tenant.tenantId)).toEqual([])
    const [kept] = await owner`select last_message_id from conversations where tenant_id = ${tenant.tenantId}`
    expect(kept).toMatchObject({ last_message_id: null })
  })

  test('says what would be refused, in the words of the refusal', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'sale', category: 'MARKETING' })
    const to = randomPhone()
    await suppress(tenant.sender, to, 'marketing')
    expect(await sendMessage(tenant.ctx, { ...textTo(to), dryRun: true })).toMatchObject({
      would_send: false,
      window: { open: false, expires_at: null },
      refusal: { code: 'window_closed', status: 422 },
    })
    const template = { ...filled('sale', 'a', 'b') }
    expect(
      await sendMessage(tenant.ctx, { to, type: 'template', template, metadata: {}, dryRun: true }),
    ).toMatchObject({
      would_send: false,
      category: 'marketing',
      template: { name: 'sale', language: 'en_US', state: 'usable' },
      suppression: { scope: 'marketing', reason: 'stop' },
      refusal: { code: 'recipient_suppressed' },
    })
  })

  test('says when the fallback would go, and counts who was written to in the last day', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'news' })
    const template = filled('news', 'a', 'b')
    await sendMessage(tenant.ctx, { to: randomPhone(), type: 'template', template, metadata: {} })
    await tenant.answered()
    const draft = textTo(randomPhone(), 'Hi', { fallbackTemplate: template })
    expect(await sendMessage(tenant.ctx, { ...draft, dryRun: true })).toMatchObject({
      would_send: true,
      uses_fallback: true,
      category: 'utility',
      template: { name: 'news', state: 'usable' },
      limits: { people_in_day: 1, people_left: 1_999 },
    })
  })

  test('without a number says that, too', async () => {
    const tenant = await makeSendingTenant()
    const told = await sendMessage(tenant.ctx, { ...textTo(randomPhone()), from: 'snd_x', dryRun: true })
    expect(told).toMatchObject({
      would_send: false,
      sender_id: null,
      window: null,
      refusal: { code: 'no_sender', status: 409 },
    })
  })
})
