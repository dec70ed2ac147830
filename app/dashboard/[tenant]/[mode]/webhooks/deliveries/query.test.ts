import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newTypeId } from '@/lib/core/ids'
import { DeliveriesQuery, deliveriesHref, filterOf, isFiltered } from './query'

const searchOf = (href: string) => Object.fromEntries(new URL(href, 'https://a.example').searchParams)

test('what the address cannot mean is left out', () => {
  const query = DeliveriesQuery.parse({
    status: 'lost',
    type: 'otp.eaten',
    trigger: ['replay', 'test'],
    endpoint: newTypeId('event'),
    event: 'evt_x',
    from: '2026-02-30T99:00',
    until: 'tomorrow',
  })
  expect(filterOf(query)).toEqual({ trigger: 'replay' })
  expect(isFiltered(query)).toBe(true)
  expect(isFiltered(DeliveriesQuery.parse({ id: 'dlv_1', cursor: 'x' }))).toBe(false)
})

test('a filter survives its own address, and a change of it goes back to the newest page', () => {
  const asked = {
    status: 'exhausted',
    type: 'otp.failed',
    trigger: 'event',
    endpoint: newTypeId('endpoint'),
    from: '2026-11-24T08:30',
    until: '2026-11-24T09:00',
    cursor: 'c2',
    trail: '-.c1',
    id: 'dlv_1',
  }
  const query = DeliveriesQuery.parse(asked)
  expect(searchOf(deliveriesHref('/base', query, {}))).toEqual(asked)
  const { status: _, cursor: __, trail: ___, id: ____, ...rest } = asked
  expect(searchOf(deliveriesHref('/base', query, { status: undefined }))).toEqual(rest)
})

test('the last minute belongs to the time that was chosen', () => {
  const query = DeliveriesQuery.parse({ from: '2026-11-24T08:30', until: '2026-11-24T09:00' })
  expect(filterOf(query)).toEqual({
    createdAfter: '2026-11-24T08:30:00.000Z',
    createdBefore: '2026-11-24T09:01:00.000Z',
  })
})

test('no address is too wild to be read', () => {
  const wild = fc.dictionary(fc.constantFrom('from', 'until', 'endpoint', 'type', 'trail'), fc.string())
  fc.assert(fc.property(wild, (search) => void filterOf(DeliveriesQuery.parse(search))))
})
