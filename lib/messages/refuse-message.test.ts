import { describe, expect, test } from 'vitest'
import { makeMessage, makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId, toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import {
  filled,
  makeSendingTenant,
  makeTemplate,
  openWindow,
  refusalOf,
  rowsOf,
  suppress,
  textTo,
} from '@/lib/messages/fixtures/sending'
import { sendMessage } from '@/lib/messages/send-message'

const nothingHappened = async (tenant: { tenantId: string; answered: () => Promise<unknown> }) => {
  expect(await tenant.answered()).toEqual([])
  expect(await rowsOf(tenant.tenantId)).toEqual([])
}

describe('what is refused leaves nothing behind', () => {
  test('no_sender: none, another tenant’s, a disconnected one, and any other than the key’s own', async () => {
    const [tenant, stranger] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const { id: tenantId } = await makeTenant()
    const bare = testContext({ tenantId, mode: 'live' })
    expect(await refusalOf(sendMessage(bare.ctx, textTo(randomPhone())))).toMatchObject({ code: 'no_sender' })
    for (const from of [toTypeId('sender', stranger.sender.id), newTypeId('sender'), 'x'])
      expect(await refusalOf(sendMessage(tenant.ctx, textTo(randomPhone(), 'x', { from })))).toMatchObject({
        code: 'no_sender',
      })
    const other = await makeSender({ tenantId: tenant.tenantId, mode: 'live', isPrimary: false })
    const actor = { type: 'api_key', id: other.id, name: 'x', scopes: [], senderId: other.id } as const
    const bound = testContext({ tenantId: tenant.tenantId, mode: 'live', actor })
    const from = toTypeId('sender', tenant.sender.id)
    expect(await refusalOf(sendMessage(bound.ctx, textTo(randomPhone(), 'x', { from })))).toMatchObject({
      code: 'no_sender',
    })
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.tenantId}`
    expect(await refusalOf(sendMessage(tenant.ctx, textTo(randomPhone())))).toMatchObject({
      code: 'no_sender',
    })
    await nothingHappened(tenant)
  })

  test('window_closed: a free-form message to somebody who never wrote, or wrote a day ago', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    expect(await refusalOf(sendMessage(tenant.ctx, textTo(to)))).toMatchObject({ code: 'window_closed' })
    await openWindow(tenant.sender, to, 86_401)
    const refusal = await refusalOf(sendMessage(tenant.ctx, textTo(to)))
    expect(refusal.options.detail).toMatch(/^It closed at /)
    await nothingHappened(tenant)
  })

  test('recipient_suppressed: whoever wants nothing gets nothing; whoever wants no marketing gets the rest', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'sale', category: 'MARKETING', components: null })
    await makeTemplate(tenant.sender, { name: 'order', category: 'UTILITY', components: null })
    const [stopped, noMarketing] = [randomPhone(), randomPhone()]
    await suppress(tenant.sender, stopped)
    await suppress(tenant.sender, noMarketing, 'marketing')
    const template = (to: string, name: string) => ({
      to,
      type: 'template' as const,
      template: filled(name),
      metadata: {},
    })
    await openWindow(tenant.sender, stopped)
    for (const draft of [
      textTo(stopped),
      template(stopped, 'order'),
      template(stopped, 'sale'),
      template(noMarketing, 'sale'),
    ])
      expect(await refusalOf(sendMessage(tenant.ctx, draft))).toMatchObject({ code: 'recipient_suppressed' })
    await nothingHappened(tenant)
    await expect(sendMessage(tenant.ctx, template(noMarketing, 'order'))).resolves.toMatchObject({
      status: 'queued',
    })
  })

  test('template_unusable: unknown, in no such language, paused, or filled in wrongly, with every fault', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'good' })
    await makeTemplate(tenant.sender, { name: 'paused', status: 'PAUSED' })
    const send = (template: ReturnType<typeof filled>) =>
      refusalOf(sendMessage(tenant.ctx, { to: randomPhone(), type: 'template', template, metadata: {} }))
    expect(await send(filled('unknown'))).toMatchObject({ code: 'template_unusable' })
    expect(await send({ ...filled('good', 'a', 'b'), language: { code: 'xx' } })).toMatchObject({
      code: 'template_unusable',
    })
    expect((await send(filled('paused', 'a', 'b'))).options.detail).toMatch(/paused/)
    const wrong = await send(filled('good', 'a'))
    expect(wrong.options.faults).toEqual([
      {
        path: 'template.components.0.parameters',
        message: 'The body takes 2 parameters; these are 1.',
        fix: 'Add what is missing.',
      },
    ])
    await nothingHappened(tenant)
  })

  test('a code to a user id, a time that lies behind or too far ahead, a message of somebody else, an unknown file', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindow(tenant.sender, to)
    const others = await makeMessage({ ...tenant, phone: randomPhone(), wamid: 'wamid.other' })
    const template = { name: 'otp_copy_code', language: { code: 'en_US' } }
    const day = 86_400_000
    const refusals = [
      [{ recipient: 'US.1', type: 'template', template, metadata: {} }, 'recipient'],
      [textTo(to, 'x', { sendAt: new Date(Date.now() - 1_000).toISOString() }), 'send_at'],
      [textTo(to, 'x', { sendAt: new Date(Date.now() + 31 * day).toISOString() }), 'send_at'],
      [textTo(to, 'x', { replyTo: toTypeId('message', others.id) }), 'reply_to'],
      [textTo(to, 'x', { replyTo: 'msg_x' }), 'reply_to'],
      [{ to, type: 'image', image: { id: newTypeId('media') }, metadata: {} }, 'image.id'],
    ] as const
    for (const [draft, path] of refusals) {
      const refusal = await refusalOf(sendMessage(tenant.ctx, draft))
      expect([refusal.code, refusal.options.faults?.map((fault) => fault.path)]).toEqual([
        'validation_failed',
        [path],
      ])
    }
    expect(await tenant.answered()).toEqual([])
  })
})
