import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesOf, fieldsOf, newContact, noFields } from './contact-fields'

const contact = {
  object: 'contact',
  id: 'con_x',
  phone: '+14155550100',
  recipient: null,
  username: null,
  profile_name: null,
  name: 'Ana',
  email: null,
  tags: ['vip', 'new'],
  attributes: { city: 'Lisbon', orders: 12, zip: '01234', flag: true, word: 'true', empty: '' },
  opted_out: false,
  opt_outs: [],
  source: 'api',
  mode: 'live',
  last_inbound_at: null,
  created_at: '2026-11-24T09:30:00.000Z',
  updated_at: '2026-11-24T09:30:00.000Z',
} as const
const known = { ...contact, tags: [...contact.tags], opt_outs: [] }

test('a form that is left as it is changes nothing', () => {
  expect(changesOf(known, fieldsOf(known))).toEqual({})
})

test('only what is changed is sent; what is emptied is taken away', () => {
  const fields = { ...fieldsOf(known), name: ' ', tags: 'vip', attributes: 'orders = 13\nzip = "01234"' }
  expect(changesOf(known, fields)).toEqual({
    name: null,
    tags: ['vip'],
    attributes: { orders: 13, zip: '01234', city: null, flag: null, word: null, empty: null },
  })
})

test('a new contact has what was filled in', () => {
  expect(
    newContact({ ...noFields, phone: ' +14155550100 ', tags: 'a, b;', attributes: 'x = 1\nflag=true\n' }),
  ).toEqual({ phone: '+14155550100', tags: ['a', 'b'], attributes: { x: 1, flag: true } })
})

test('attributes come back from the form as they went in', () => {
  const text = fc
    .stringMatching(/^[ -~]{0,20}$/)
    .filter((value) => value.trim() === value && !/^".*"$/.test(value))
  const value = fc.oneof(text, fc.integer(), fc.boolean())
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z_]{0,9}$/), value), (attributes) => {
      const fields = { ...fieldsOf({ ...known, attributes }), phone: '+14155550100' }
      expect(newContact(fields)).toMatchObject({ attributes })
    }),
  )
})
