import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { applyTemplateChange, type TemplateChange } from '@/lib/templates/apply-template-change'
import { makeTemplateTenant, sampleChanges, templateEvents } from '@/lib/templates/fixtures/templates'
import { insertTemplates } from '@/lib/templates/store'

const names = {
  '900777000111001': 'order_update',
  '900777000111002': 'hawk_login_code',
  '900777000111003': 'autumn_sale',
}

/** A tenant that has the templates of Meta's samples, in review. */
async function makeSampleTenant() {
  const { id: tenantId } = await makeTenant()
  const { ctx } = testContext({ tenantId, mode: 'live' })
  const wabaId = '900100200300401'
  await withTenant(ctx, (tx) =>
    insertTemplates(
      tx,
      Object.entries(names).map(([metaId, name]) => ({
        id: newUuid(),
        wabaId,
        metaId,
        name,
        language: 'en_US',
        category: 'UTILITY' as const,
        status: 'PENDING',
        components: [{ type: 'BODY', text: 'Before' }],
      })),
    ),
  )
  return { tenantId, ctx, wabaId }
}

async function endOf(tenantId: string) {
  return owner`select name, status, status_at, status_detail, rejected_reason, quality, quality_at, category,
      previous_category, correct_category, category_changes_at, components, timeline, deleted_at
    from templates where tenant_id = ${tenantId} order by name`
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  return (
    fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { numRuns: 1, seed })[0] ?? []
  )
}

describe("Meta's own samples", () => {
  test('each is understood', async () => {
    const { ctx, wabaId } = await makeSampleTenant()
    const changes = sampleChanges(wabaId)
    expect(changes.length).toBeGreaterThan(14)
    for (const change of changes) expect(await applyTemplateChange(ctx, change), change.field).toBe(true)
  })

  test('ten times over and in any order they lead to the same end', async () => {
    const ends: unknown[] = []
    for (let run = 0; run < 4; run++) {
      const { ctx, tenantId, wabaId } = await makeSampleTenant()
      // The samples all have one time: every other run gives each its own, as a busy day would.
      const changes = sampleChanges(wabaId).map((change, index) =>
        run < 2 ? change : { ...change, at: new Date(change.at.getTime() + index * 1_000) },
      )
      const many = Array.from({ length: 10 }, () => changes).flat()
      for (const change of shuffled(many, run + 1)) await applyTemplateChange(ctx, change)
      ends.push(await endOf(tenantId))
    }
    expect(ends[1]).toEqual(ends[0])
    expect(ends[3]).toEqual(ends[2])
    expect(ends[2]).not.toEqual(ends[0])
  })

  test('at once from several processes, each event is told once', async () => {
    const { ctx, tenantId, wabaId } = await makeSampleTenant()
    const [approved] = sampleChanges(wabaId).filter(
      ({ value }) => JSON.stringify(value).includes('APPROVED') && JSON.stringify(value).includes('111002'),
    )
    if (!approved) throw new Error('The sample is gone.')
    await Promise.all(Array.from({ length: 8 }, () => applyTemplateChange(ctx, approved)))
    expect(await templateEvents(tenantId)).toEqual(['template.approved'])
  })
})

describe('order', () => {
  const change = (wabaId: string, event: string, second: number, more: object = {}): TemplateChange => ({
    field: 'message_template_status_update',
    wabaId,
    at: new Date(1_795_000_000_000 + second * 1_000),
    value: {
      event,
      message_template_name: 'order_update',
      message_template_language: 'en-US',
      message_template_id: 900777000111001,
      message_template_category: 'UTILITY',
      reason: 'NONE',
      ...more,
    },
  })

  test('an older change never undoes a newer one, and stands in the history', async () => {
    const { ctx, tenantId, wabaId } = await makeSampleTenant()
    await applyTemplateChange(ctx, change(wabaId, 'PAUSED', 10))
    await applyTemplateChange(ctx, change(wabaId, 'APPROVED', 5))
    const [row] =
      await owner`select status, timeline from templates where tenant_id = ${tenantId} and name = 'order_update'`
    expect(row?.status).toBe('PAUSED')
    expect(row?.timeline).toMatchObject([{ status: 'APPROVED' }, { status: 'PAUSED' }])
    expect(await templateEvents(tenantId)).toEqual(['template.paused'])
  })

  test('a reinstated one is approved again, and a flagged one stays what it is', async () => {
    const { ctx, tenantId, wabaId } = await makeSampleTenant()
    for (const [second, event] of ['APPROVED', 'FLAGGED', 'PAUSED', 'REINSTATED', 'FLAGGED'].entries())
      await applyTemplateChange(ctx, change(wabaId, event, second))
    const [row] =
      await owner`select status from templates where tenant_id = ${tenantId} and name = 'order_update'`
    expect(row?.status).toBe('APPROVED')
    expect(await templateEvents(tenantId)).toEqual([
      'template.approved',
      'template.paused',
      'template.approved',
    ])
  })

  test('one that was made at Meta itself is written down, and its account is read soon', async () => {
    const { ctx, tenantId, wabaId } = await makeTemplateTenant()
    await owner`update whatsapp_accounts set templates_due_at = '2100-01-01' where tenant_id = ${tenantId}`
    await applyTemplateChange(ctx, change(wabaId, 'APPROVED', 1))
    const [row] = await owner`select * from templates where tenant_id = ${tenantId} and name = 'order_update'`
    expect(row).toMatchObject({ status: 'APPROVED', language: 'en_US', meta_id: '900777000111001' })
    const [account] = await owner`
      select templates_due_at <= clock_timestamp() as due from whatsapp_accounts where tenant_id = ${tenantId}`
    expect(account?.due).toBe(true)
  })

  test('the history keeps its fifty newest', async () => {
    const { ctx, tenantId, wabaId } = await makeSampleTenant()
    for (let second = 0; second < 60; second++)
      await applyTemplateChange(ctx, change(wabaId, second % 2 ? 'PAUSED' : 'APPROVED', second))
    const [row] = await owner`
      select jsonb_array_length(timeline) as length, timeline->0->>'at' as oldest from templates
      where tenant_id = ${tenantId} and name = 'order_update'`
    expect(row?.length).toBe(50)
    expect(row?.oldest).toBe(new Date(1_795_000_010_000).toISOString())
  })

  test.each([null, 1, 'x', [], {}, { event: 'APPROVED' }, { event: {}, message_template_name: 'a' }])(
    'of a shape that nobody knows it understands nothing, and says so: %j',
    async (value) => {
      const { ctx, wabaId } = await makeSampleTenant()
      for (const field of [
        'message_template_status_update',
        'template_category_update',
        'message_template_quality_update',
        'no_field',
      ])
        expect(await applyTemplateChange(ctx, { field, value, at: new Date(), wabaId })).toBe(false)
    },
  )
})
