import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { explainRefusal } from '@/lib/core/provider-errors'
import { readGraphAnswer } from '@/lib/gateways/meta-graph'

const Fixture = z.object({
  http_status: z.number(),
  body: z.object({ error: z.looseObject({ code: z.number(), error_subcode: z.number().optional() }) }),
})
const folder = new URL('./fixtures/graph-errors/', import.meta.url)
const answers = readdirSync(folder).map(
  (name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const,
)

describe('every refusal that Meta documents is read, and explained as what it is', () => {
  test.each(answers)('%s', (_, text) => {
    const { http_status, body } = Fixture.parse(JSON.parse(text))
    const refusal = readGraphAnswer(http_status, JSON.stringify(body))
    if (refusal.outcome !== 'refused') throw new Error(`It was read as ${refusal.outcome}.`)
    expect(refusal).toMatchObject({
      providerCode: body.error.code,
      subcode: body.error.error_subcode ?? null,
      traceId: expect.any(String),
    })
    const { title, fix } = explainRefusal(refusal)
    expect(title).not.toBe('Meta refused the call')
    expect(fix).toMatch(/\.$/)
    if (refusal.subcode !== null && refusal.providerCode !== 130429)
      expect(title, 'the subcode says it more exactly').not.toBe(
        explainRefusal({ ...refusal, subcode: null }).title,
      )
  })

  test('there are as many as there were', () => {
    expect(answers.length).toBeGreaterThan(50)
  })
})
