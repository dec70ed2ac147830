import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTypeId, type IdKind, idPrefixes, newTypeId, newUuid, toTypeId } from './ids'

const kinds = Object.keys(idPrefixes).filter((name): name is IdKind => name in idPrefixes)
const kind = fc.constantFrom(...kinds)
const uuid = fc.uuid()

test('every UUID goes into an id of every kind and comes out again', () => {
  fc.assert(
    fc.property(kind, uuid, (name, id) => {
      const text = toTypeId(name, id)
      expect(text).toMatch(new RegExp(`^${idPrefixes[name]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
      expect(fromTypeId(name, text)).toBe(id)
    }),
    { numRuns: 1_000 },
  )
})

test('an id of one kind is none of another', () => {
  fc.assert(
    fc.property(kind, kind, uuid, (name, other, id) => {
      fc.pre(name !== other)
      expect(fromTypeId(other, toTypeId(name, id))).toBeNull()
    }),
  )
})

test('whatever text comes, it is an id or null, and only its one canonical form is an id', () => {
  const nearly = fc
    .tuple(uuid, fc.nat(29), fc.string({ unit: 'grapheme', maxLength: 2 }))
    .map(([id, at, text]) => {
      const typeId = toTypeId('otp', id)
      return typeId.slice(0, at) + text + typeId.slice(at + 1)
    })
  fc.assert(
    fc.property(fc.oneof(fc.string(), nearly), (text) => {
      const id = fromTypeId('otp', text)
      if (id !== null) expect(toTypeId('otp', id)).toBe(text)
    }),
    { numRuns: 5_000 },
  )
})

const good = toTypeId('otp', '01890a5d-ac96-774b-bcce-b302099a8057')

test.each([
  ['empty', ''],
  ['without its prefix', good.slice(4)],
  ['with another prefix', good.replace('otp', 'msg')],
  ['in capitals', good.toUpperCase()],
  ['with a suffix in capitals', `otp_${good.slice(4).toUpperCase()}`],
  ['too short', good.slice(0, -1)],
  ['too long', `${good}0`],
  ['with a space', ` ${good}`],
  ['with a line break', `${good}\n`],
  ['with letters outside the alphabet', `${good.slice(0, -1)}u`],
  ['above the highest UUID', `otp_8${good.slice(5)}`],
  ['far above it', `otp_${'z'.repeat(26)}`],
  ['a UUID', '01890a5d-ac96-774b-bcce-b302099a8057'],
  ['with a NUL', `${good.slice(0, -1)}\0`],
])('%s: null', (_, text) => {
  expect(fromTypeId('otp', text)).toBeNull()
})

test('new ids are UUIDs of version 7 and sort by the time at which they were made', async () => {
  const ids: string[] = []
  for (let index = 0; index < 5; index++) {
    ids.push(newTypeId('otp'))
    await wait(3)
  }
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids) expect(fromTypeId('otp', id)?.charAt(14)).toBe('7')
  expect(Math.abs(Number.parseInt(newUuid().replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(
    1_000,
  )
})

test('10,000 new ids are 10,000 different ones', () => {
  expect(new Set(Array.from({ length: 10_000 }, newUuid)).size).toBe(10_000)
})

test('every prefix belongs to one kind', () => {
  expect(new Set(Object.values(idPrefixes)).size).toBe(kinds.length)
  expect(fromTypeId('otp', toTypeId('otp', randomUUID()))).not.toBeNull()
})
