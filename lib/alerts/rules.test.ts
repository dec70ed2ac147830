import { expect, test } from 'vitest'
import { alertRules, ruleIds } from '@/lib/alerts/rule-schema'
import { harmless, plainSubject } from '@/lib/alerts/rules'
import { generateApiKey } from '@/lib/core/api-key'
import { newUuid, toTypeId } from '@/lib/core/ids'

test.each([
  ['an API key', generateApiKey('live')],
  ['a key amid words', `used ${generateApiKey('test')} twice`],
  ['a hash', 'a3f5'.repeat(16)],
  ['a token', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x'],
  ['an email address', 'ada@example.test'],
  ['a phone number', '+1 (415) 555-0100'],
  ['a phone number without a plus', '14155550100'],
])('no alert tells %s', (_, secret) => {
  expect(harmless({ said: secret })).toEqual({ said: '[hidden]' })
})

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
])('of the address %s it tells the network', (address, network) => {
  expect(harmless({ address })).toEqual({ address: network })
  expect(harmless({ place: `Lisbon (${address})` })).toEqual({ place: `Lisbon (${network})` })
  expect(harmless({ place: `Lisbon (${network})` })).toEqual({ place: `Lisbon (${network})` })
})

test('ids, words, numbers, networks and times stay, and nothing is long', () => {
  const facts = {
    key: toTypeId('key', newUuid()),
    user: newUuid(),
    country: 'DE',
    network: '203.0.0.0/16',
    at: '2026-11-24T12:00:00.000Z',
    failures: 7,
    fresh: true,
  }
  expect(harmless(facts)).toEqual(facts)
  expect(harmless({ said: 'word '.repeat(100) }).said).toHaveLength(120)
})

test('an id is the same subject in both of its forms', () => {
  const id = newUuid()
  expect([plainSubject(id), plainSubject(toTypeId('user', id)), plainSubject('meta')]).toEqual([
    id,
    id,
    'meta',
  ])
})

test('the rules are the fourteen of the contract, with its numbers', () => {
  expect(ruleIds).toHaveLength(14)
  const numbers = ruleIds.map((id) => [id, alertRules[id].atLeast, alertRules[id].windowSeconds])
  expect(numbers).toContainEqual(['failed_sign_ins', 10, 900])
  expect(numbers).toContainEqual(['unauthorized_calls', 101, 60])
  expect(numbers).toContainEqual(['foreign_ids', 21, 600])
  expect(numbers).toContainEqual(['key_from_new_networks', 3, 3_600])
  expect(numbers).toContainEqual(['bad_signatures', 11, 60])
})
