import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCursor, readCursor } from './cursor'
import { newUuid } from './ids'

const list = 'otps/tenant-a/live'
const broken = expect.objectContaining({ code: 'validation_failed', status: 422 })

test('a cursor leads back to its row', () => {
  for (let index = 0; index < 100; index++) {
    const id = newUuid()
    expect(readCursor(list, makeCursor(list, id))).toBe(id)
    expect(makeCursor(list, id)).toMatch(/^[\w-]+$/)
  }
})

test.each(['otps/tenant-b/live', 'otps/tenant-a/test', 'messages/tenant-a/live', ''])(
  'a cursor of %j is refused here',
  (other) => {
    expect(refusalOf(makeCursor(other, newUuid()))).toEqual(broken)
  },
)

test.each(['', ' ', 'abc', '%00', '.', '..', 'ä', Buffer.from(newUuid()).toString('base64url')])(
  '%j is no cursor',
  (cursor) => {
    expect(refusalOf(cursor)).toEqual(broken)
  },
)

test('a cursor whose row or signature was changed is refused, and says which field is at fault', () => {
  const id = newUuid()
  const text = Buffer.from(makeCursor(list, id), 'base64url').toString()
  for (let index = 0; index < text.length; index++) {
    const changed = text.slice(0, index) + (text[index] === 'x' ? 'y' : 'x') + text.slice(index + 1)
    expect(refusalOf(Buffer.from(changed).toString('base64url'))).toMatchObject({
      code: 'validation_failed',
      options: { faults: [{ path: 'cursor' }] },
    })
  }
})

test('whatever else comes is refused the same way', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (cursor) => {
      expect(refusalOf(cursor)).toEqual(broken)
    }),
    { numRuns: 1_000 },
  )
})

function refusalOf(cursor: string): unknown {
  try {
    return readCursor(list, cursor)
  } catch (error) {
    return error
  }
}
