import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { ComponentInput } from '@/lib/templates/component-schema'
import { createTemplate } from '@/lib/templates/create'
import { createOtpTemplates } from '@/lib/templates/create-otp-templates'
import { deleteTemplate } from '@/lib/templates/delete'
import { findUsableTemplate } from '@/lib/templates/find-usable'
import {
  breakCalls,
  heldAtMeta,
  letTemplatesFallDue,
  makeTemplateTenant,
  templateEvents,
  templateRow,
} from '@/lib/templates/fixtures/templates'
import { getTemplate } from '@/lib/templates/get'
import { handleDueTemplates } from '@/lib/templates/jobs'
import { listTemplates } from '@/lib/templates/list'
import { previewOtpTemplates } from '@/lib/templates/preview-otp'
import { requestSync } from '@/lib/templates/request-sync'
import { resubmitTemplate } from '@/lib/templates/resubmit'

const body = (text: string) => [
  ComponentInput.parse({ type: 'BODY', text, example: { body_text: [['Ana']] } }),
]
const utility = (name: string) => ({
  name,
  category: 'utility' as const,
  language: 'en_US' as const,
  components: body('Hello {{1}}, your order is on its way.'),
})

describe('a template for codes', () => {
  test('goes to Meta in all languages with one call, and is read back as Meta has worded it', async () => {
    const { ctx, answered, wabaId } = await makeTemplateTenant()
    const made = await createOtpTemplates(ctx, { name: 'hawk_code', languages: ['en_US', 'es_MX', 'fr'] })
    expect(made).toMatchObject({
      name: 'hawk_code',
      status: 'pending',
      category: 'authentication',
      message_send_ttl_seconds: 300,
    })
    expect(made.languages.map(({ language }) => language)).toEqual(['en_US', 'es_MX', 'fr'])
    await answered()
    expect(await heldAtMeta(wabaId, 'hawk_code')).toHaveLength(3)
    await expect
      .poll(async () => (await heldAtMeta(wabaId, 'hawk_code')).every(({ status }) => status === 'APPROVED'))
      .toBe(true)
    await requestSync(ctx, {})
    await answered()
    const read = await getTemplate(ctx, made)
    expect(read).toMatchObject({ status: 'approved', quality: 'unknown' })
    expect(JSON.stringify(read.components)).toContain('This code expires in 5 minutes.')
    expect(read.components?.at(-1)).toMatchObject({ buttons: [{ type: 'URL' }] })
    expect(await templateEvents(ctx.tenantId)).toEqual(Array(3).fill('template.approved'))
  })

  test('takes only the options that Meta leaves, and tells every fault with its fix', async () => {
    const { ctx } = await makeTemplateTenant('test')
    const refusal = (input: object) =>
      createOtpTemplates(ctx, { languages: ['en_US'], ...input }).then(
        () => [],
        ({ options }) => options.faults.map(({ path }: { path: string }) => path),
      )
    expect(await refusal({ otpType: 'one_tap' })).toEqual(['supported_apps'])
    expect(
      await refusal({
        otpType: 'zero_tap',
        supportedApps: [{ package_name: 'a.b', signature_hash: 'x'.repeat(11) }],
      }),
    ).toEqual(['zero_tap_terms_accepted'])
    expect(await refusal({ messageSendTtlSeconds: 29, name: 'No!' })).toEqual([
      'name',
      'message_send_ttl_seconds',
    ])
    expect(await refusal({ languages: ['en_US', 'fr'], buttonText: 'Copy' })).toEqual(['button_text'])
  })

  test('says before it is made what it will say, in Meta’s own words', async () => {
    const { ctx } = await makeTemplateTenant()
    const { source, data } = await previewOtpTemplates(ctx, {
      languages: ['es', 'en_US'],
      addSecurityRecommendation: true,
      codeExpirationMinutes: 7,
    })
    expect(source).toBe('meta')
    expect(data).toMatchObject([
      { language: 'es', button: 'Copiar código' },
      { language: 'en_US', footer: 'This code expires in 7 minutes.' },
    ])
  })

  test('cannot be made twice under one name', async () => {
    const { ctx } = await makeTemplateTenant('test')
    await createOtpTemplates(ctx, { name: 'hawk_code', languages: ['en_US'] })
    await expect(
      createOtpTemplates(ctx, { name: 'hawk_code', languages: ['fr', 'en_US'] }),
    ).rejects.toMatchObject({ code: 'state_conflict' })
    expect((await listTemplates(ctx, { limit: 25, name: 'hawk_code' })).data).toHaveLength(1)
  })
})

describe('whatever Meta answers', () => {
  test('a lost answer makes no second template: Meta is asked first', async () => {
    const { ctx, tenantId, answered, wabaId } = await makeTemplateTenant()
    await breakCalls(`${wabaId}/message_templates`, { reset: true, after: true })
    const made = await createTemplate(ctx, utility('lost_answer'))
    await answered()
    expect(await templateRow(made.id)).toMatchObject({ status: 'PENDING', meta_id: null, attempts: 1 })
    await letTemplatesFallDue(tenantId)
    await handleDueTemplates()
    const [held, ...more] = await heldAtMeta(wabaId, 'lost_answer')
    expect(more).toEqual([])
    expect(await templateRow(made.id)).toMatchObject({ meta_id: held?.id, due_at: null })
  })

  test('a process that dies before the call leaves it to another, and two at once hand it in once', async () => {
    const { ctx, tenantId, wabaId } = await makeTemplateTenant()
    const made = await createTemplate(ctx, utility('taken_over'))
    await letTemplatesFallDue(tenantId)
    await Promise.all([handleDueTemplates(), handleDueTemplates(), handleDueTemplates()])
    expect(await heldAtMeta(wabaId, 'taken_over')).toHaveLength(1)
    expect(await templateRow(made.id)).toMatchObject({ due_at: null, attempts: 0 })
  })

  test('a refusal is told in plain words, as an event and by mail, and it can be handed in again', async () => {
    const { ctx, tenantId, answered, wabaId } = await makeTemplateTenant()
    await breakCalls(`${wabaId}/message_templates`, { code: 100 })
    const made = await createTemplate(ctx, utility('refused_once'))
    await answered()
    const read = await getTemplate(ctx, made)
    expect(read).toMatchObject({
      status: 'rejected',
      rejected_reason: 'Meta does not take one of the values.',
    })
    expect(read.fix).toBeTruthy()
    expect(await templateEvents(tenantId)).toEqual(['template.rejected'])
    await resubmitTemplate(ctx, { id: made.id, components: body('Hello {{1}}, your parcel is on its way.') })
    await answered()
    expect(await heldAtMeta(wabaId, 'refused_once')).toHaveLength(1)
    expect((await getTemplate(ctx, made)).status).toBe('pending')
  })

  test('an outage is waited for', async () => {
    const { ctx, tenantId, answered, wabaId } = await makeTemplateTenant()
    await breakCalls(`${wabaId}/message_templates`, { status: 503 })
    const made = await createTemplate(ctx, utility('after_outage'))
    await answered()
    expect((await getTemplate(ctx, made)).status).toBe('pending')
    await letTemplatesFallDue(tenantId)
    await handleDueTemplates()
    expect(await heldAtMeta(wabaId, 'after_outage')).toHaveLength(1)
  })

  test('an approved one is edited in place, once a day, and a refused edit leaves it in use', async () => {
    const { ctx, tenantId, answered, wabaId } = await makeTemplateTenant()
    const made = await createTemplate(ctx, utility('edited_once'))
    await answered()
    await expect.poll(async () => (await heldAtMeta(wabaId, 'edited_once'))[0]?.status).toBe('APPROVED')
    const sync = async () => {
      await owner`update templates set status_at = status_at - interval '1 hour' where tenant_id = ${tenantId}`
      await requestSync(ctx, {})
      await answered()
    }
    await sync()
    await resubmitTemplate(ctx, { id: made.id, components: body('Hello {{1}}, your parcel is on its way.') })
    expect((await getTemplate(ctx, made)).status).toBe('approved')
    await answered()
    expect((await getTemplate(ctx, made)).status).toBe('pending')
    await expect.poll(async () => (await heldAtMeta(wabaId, 'edited_once'))[0]?.status).toBe('APPROVED')
    await sync()
    await resubmitTemplate(ctx, {
      id: made.id,
      components: body('Hello {{1}}, your third text is on its way.'),
    })
    await answered()
    const end = await getTemplate(ctx, made)
    expect(end.status).toBe('approved')
    expect(JSON.stringify(end.components)).toContain('parcel')
    expect(end.timeline.at(-1)).toMatchObject({ status: 'edit_refused' })
  })
})

describe('deleting', () => {
  test('takes one language away at Meta and here, or all of the name', async () => {
    const { ctx, answered, wabaId } = await makeTemplateTenant()
    const made = await createOtpTemplates(ctx, { name: 'hawk_code', languages: ['en_US', 'fr', 'de'] })
    await answered()
    const german = made.languages.find(({ language }) => language === 'de')
    expect(await deleteTemplate(ctx, { id: german?.id ?? '', allLanguages: 'false' })).toMatchObject({
      languages: ['de'],
    })
    expect((await heldAtMeta(wabaId, 'hawk_code')).map(({ language }) => language)).toEqual(['en_US', 'fr'])
    expect(await deleteTemplate(ctx, { id: made.id, allLanguages: 'true' })).toMatchObject({
      languages: ['en_US', 'fr'],
      deleted: true,
    })
    expect(await heldAtMeta(wabaId, 'hawk_code')).toEqual([])
    expect((await listTemplates(ctx, { limit: 25, name: 'hawk_code' })).data).toEqual([])
    await expect(deleteTemplate(ctx, { id: made.id, allLanguages: 'false' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is refused for a disabled one, and another tenant’s looks absent', async () => {
    const [mine, other] = await Promise.all([makeTemplateTenant('test'), makeTemplateTenant('test')])
    const made = await createTemplate(mine.ctx, utility('to_disable'))
    await letTemplatesFallDue(mine.tenantId)
    expect((await getTemplate(mine.ctx, made)).status).toBe('disabled')
    await expect(deleteTemplate(mine.ctx, { id: made.id, allLanguages: 'false' })).rejects.toMatchObject({
      code: 'state_conflict',
    })
    await expect(getTemplate(other.ctx, made)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('test mode decides after a second by the database’s clock, by the name, and calls nobody', async () => {
  const { ctx, tenantId, wabaId } = await makeTemplateTenant('test')
  const ends = {
    order_ok: 'approved',
    order_reject: 'rejected',
    order_pause: 'paused',
    order_disable: 'disabled',
  }
  for (const name of Object.keys(ends))
    expect((await createTemplate(ctx, utility(name))).status).toBe('pending')
  expect((await listTemplates(ctx, { limit: 25, status: 'pending' })).data).toHaveLength(4)
  await owner`update templates set due_at = due_at - make_interval(secs => ${policy.templates.testReviewSeconds}) where tenant_id = ${tenantId}`
  await handleDueTemplates()
  const { data } = await listTemplates(ctx, { limit: 25 })
  for (const [name, status] of Object.entries(ends))
    expect(data.find((one) => one.name === name)?.status).toBe(status)
  expect((await templateEvents(tenantId)).sort()).toEqual([
    'template.approved',
    'template.paused',
    'template.rejected',
  ])
  expect(await heldAtMeta(wabaId, 'order_ok')).toEqual([])
  const usable = (name: string) =>
    withTenant(ctx, (tx) => findUsableTemplate(tx, { wabaId, name, language: 'en-us' }))
  expect(await usable('order_ok')).toMatchObject({
    reason: null,
    row: { name: 'order_ok', parameterFormat: 'POSITIONAL' },
  })
  expect((await usable('order_pause')).reason).toBe('paused')
  expect((await usable('order_reject')).reason).toBe('rejected')
  expect((await usable('nobody')).reason).toBe('missing')
})
