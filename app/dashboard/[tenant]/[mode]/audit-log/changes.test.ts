import { expect, test } from 'vitest'
import { changesOf } from './changes'

test('a change is told by what is different, however deep', () => {
  const before = { enforcement: 'monitor', conversion: { min_sends: 50, min_ratio: 0.2 }, daily_cap: null }
  const after = { enforcement: 'enforce', conversion: { min_sends: 50, min_ratio: 0.4 }, daily_cap: 10 }
  expect(changesOf(before, after)).toEqual([
    { name: 'enforcement', before: 'monitor', after: 'enforce' },
    { name: 'conversion.min_ratio', before: '0.2', after: '0.4' },
    { name: 'daily_cap', before: 'none', after: '10' },
  ])
})

test('what is new has nothing before, and what went has nothing after', () => {
  expect(changesOf(null, { name: 'shop', scopes: ['otp:send', 'otp:read'], sender_id: null })).toEqual([
    { name: 'name', before: null, after: 'shop' },
    { name: 'scopes', before: null, after: 'otp:send, otp:read' },
    { name: 'sender_id', before: null, after: 'none' },
  ])
  expect(changesOf({ rule: { count: 5 } }, { rule: null })).toEqual([
    { name: 'rule.count', before: '5', after: null },
    { name: 'rule', before: null, after: 'none' },
  ])
})

test('where nothing is different there is nothing to tell', () => {
  expect(changesOf({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([])
  expect(changesOf(null, null)).toEqual([])
})
