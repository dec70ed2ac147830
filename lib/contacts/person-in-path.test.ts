import { expect, test } from 'vitest'
import { personInPath } from '@/lib/contacts/person-in-path'

test.each(['+5215512345678', '%2B5215512345678'])('%s is a number', (segment) => {
  expect(personInPath(segment)).toEqual({ phone: '+5215512345678', bsuid: null })
})

test.each(['US.13491208655302741918', 'US.ENT.11815799212886844830'])(
  '%s is an id of WhatsApp’s',
  (segment) => {
    expect(personInPath(segment)).toEqual({ phone: null, bsuid: segment })
  },
)

test.each([
  'abc',
  '%00',
  '14155550100',
  '+1',
  '%',
  'US.',
  'US.a-b',
  '%2B5215512345678%00',
  '%252B5215512345678',
])('%j is nobody', (segment) => {
  expect(() => personInPath(segment)).toThrow(expect.objectContaining({ code: 'recipient_invalid' }))
})

test('who left the plus out is told the number that was meant', () => {
  const fault = { path: 'phone', fix: 'Did you mean +14155550100?' }
  expect(() => personInPath('14155550100')).toThrow(
    expect.objectContaining({ options: { faults: [expect.objectContaining(fault)] } }),
  )
})
