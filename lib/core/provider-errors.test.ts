import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actors,
  errorTopics,
  explainRefusal,
  nothingToDo,
  providerErrors,
  providerSubcodes,
  retryClasses,
} from './provider-errors'

const all = [
  ...[...providerErrors].map(([code, error]) => [String(code), error] as const),
  ...[...providerSubcodes].flatMap(([code, rows]) =>
    [...rows].map(([subcode, error]) => [`${code}/${subcode}`, error] as const),
  ),
]

/** Every code of Meta's page about errors, and of the pages about templates and registration, as read in 2026. */
const documented = [
  0, 1, 2, 3, 4, 10, 33, 100, 104, 190, 200, 368, 613, 80007, 80008, 130403, 130429, 130472, 130497, 131000,
  131005, 131008, 131009, 131016, 131020, 131021, 131026, 131030, 131031, 131037, 131042, 131044, 131045,
  131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056, 131057, 131060, 131062, 131063,
  131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132068, 132069, 133000,
  133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 134100, 134101, 134102, 135000,
  136024, 137000, 139100, 139101, 139102, 139103, 141002, 141006, 141010,
]
const documentedSubcodes = [
  33, 36007, 36008, 36009, 458, 459, 460, 463, 467, 2388019, 2388024, 2388039, 2388040, 2388047, 2388072,
  2388073, 2388293, 2388299,
]

test('every code and subcode that Meta documents is here', () => {
  expect(documented.filter((code) => !providerErrors.has(code))).toEqual([])
  const known = new Set([...providerSubcodes.values()].flatMap((rows) => [...rows.keys()]))
  expect(documentedSubcodes.filter((code) => !known.has(code))).toEqual([])
})

describe('each says in plain words what happened, who acts, and what to do', () => {
  test.each(all)('%s', (_, { title, fix, actor, retry, retryable, topic, httpStatus }) => {
    expect(title).toMatch(/^\S.*[^.]$/)
    expect(fix).toMatch(/^\S.*\.$/)
    expect(title.length).toBeLessThan(110)
    expect(fix.length).toBeLessThan(170)
    expect(actors).toContain(actor)
    expect(retryClasses).toContain(retry)
    expect(errorTopics).toHaveProperty(topic)
    expect(httpStatus).toBeGreaterThanOrEqual(400)
    // Whoever reads that there is nothing to do may rely on our trying again; and of that alone is there nothing to do.
    expect(fix === nothingToDo).toBe(retryable)
    expect(retryable).toBe(['later', 'pair', 'number'].includes(retry))
    if (retryable) expect(actor).toBe('meta')
  })
})

test('a family of codes is explained by its first, a subcode before its code, an unknown one by the status', () => {
  const explain = (providerCode: number | null, subcode: number | null = null, httpStatus = 400) =>
    explainRefusal({ providerCode, subcode, httpStatus }).title
  expect(explain(294)).toBe(explain(200))
  expect(explain(190, 463)).not.toBe(explain(190))
  expect(explain(190, 999_999)).toBe(explain(190))
  expect(explain(300)).toBe('Meta refused the call')
  expect(explainRefusal({ providerCode: 999_999, httpStatus: 503 }).retry).toBe('later')
  expect(explainRefusal({ providerCode: 999_999, httpStatus: 400 }).retry).toBe('never')
})

test('whatever Meta says, there is an explanation', () => {
  const number = fc.option(fc.oneof(fc.integer(), fc.constantFrom(...documented, ...documentedSubcodes)))
  fc.assert(
    fc.property(number, number, fc.integer({ min: 100, max: 599 }), (providerCode, subcode, httpStatus) => {
      const { title, fix } = explainRefusal({ providerCode, subcode, httpStatus })
      expect(title).not.toBe('')
      expect(fix).not.toBe('')
    }),
  )
})
