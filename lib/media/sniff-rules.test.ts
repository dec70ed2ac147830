import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { animatedSticker, beginnings, stillSticker } from '@/lib/media/fixtures/files'
import { isAnimatedWebp, judgeType, limitOfUpload, sniffTypes } from '@/lib/media/sniff-rules'
import { endingOf, knownType, limitOfType, mediaKindOf, mediaTypes } from '@/lib/media/type-schema'

const types = Object.entries(beginnings)
const { limits } = policy.media

function refusalOf(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It was not refused.')
}

test('there is a beginning here for each type that Meta takes, and for no other', () => {
  expect(Object.keys(beginnings).sort()).toEqual([...mediaTypes].sort())
})

describe('a file that is what it is said to be', () => {
  test.each(types)('%s is taken, whatever follows its beginning', (claim, head) => {
    const more =
      claim === 'text/plain' ? fc.string().map((text) => text.replaceAll(/\p{Cc}/gu, '')) : fc.uint8Array()
    fc.assert(
      fc.property(more, (rest) => {
        expect(judgeType({ claim, head: Buffer.concat([head, Buffer.from(rest)]) })).toBe(claim)
      }),
    )
  })

  test.each([
    ['image/jpg', 'image/jpeg'],
    ['audio/mp3', 'audio/mpeg'],
    ['audio/ogg', 'audio/ogg'],
  ])('%s is another name for %s', (claim, type) => {
    expect(judgeType({ claim, head: beginnings[type] ?? Buffer.alloc(0) })).toBe(type)
    expect(knownType(`${claim.toUpperCase()}; codecs=opus`)).toBe(type)
  })
})

describe('a file that is something else', () => {
  test('is refused for every other type than it can be', () => {
    for (const [claim] of types)
      for (const [, head] of types) {
        if (sniffTypes(head).includes(claim)) continue
        const refusal = refusalOf(() => judgeType({ claim, head }))
        expect(refusal).toMatchObject({ code: 'validation_failed' })
        expect(refusal.options.faults?.[0]?.path).toBe('type')
      }
  })

  test.each([
    [
      'a page',
      '<!doctype html><script>alert(1)</script>',
      ['image/jpeg', 'image/png', 'video/mp4', 'application/pdf'],
    ],
    ['a program', 'MZ\x90\0\x03\0\0\0', mediaTypes],
    ['a GIF', 'GIF89a\x01\0\x01\0', mediaTypes],
    ['Vorbis in Ogg', `OggS\0\x02${'\0'.repeat(22)}\x01vorbis`, ['audio/ogg']],
    ['QuickTime', '\0\0\0\x14ftypqt  \0\0\0\0', ['video/mp4', 'audio/mp4']],
    ['WAV', 'RIFF\x24\0\0\0WAVEfmt ', mediaTypes],
    ['nothing', '', mediaTypes],
  ] as const)('%s is none of them', (_, text, claims) => {
    for (const claim of claims)
      expect(refusalOf(() => judgeType({ claim, head: Buffer.from(text, 'latin1') })).code).toBe(
        'validation_failed',
      )
  })

  test('whatever it holds, no type is found that its beginning does not bear out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...mediaTypes), (head, claim) => {
        const isTaken = sniffTypes(head).includes(claim)
        if (isTaken) expect(judgeType({ claim, head })).toBe(claim)
        else expect(refusalOf(() => judgeType({ claim, head })).status).toBe(422)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a file of which nothing is said', () => {
  test.each(['', 'application/octet-stream'])('%s: is what it is by its beginning', (claim) => {
    expect(judgeType({ claim, head: beginnings['image/png'] ?? Buffer.alloc(0) })).toBe('image/png')
  })

  test('is asked about where its beginning leaves it open', () => {
    const word = beginnings['application/msword'] ?? Buffer.alloc(0)
    expect(refusalOf(() => judgeType({ claim: '', head: word })).options.faults?.[0]?.fix).toContain(
      'ms-excel',
    )
  })

  test.each(['image/gif', 'text/html', 'application/zip', 'image/svg+xml', 'x'.repeat(5_000)])(
    'a type that Meta does not take is told so: %s',
    (claim) => {
      const refusal = refusalOf(() => judgeType({ claim, head: Buffer.from('x') }))
      expect(refusal.code).toBe('unsupported_media_type')
      expect(refusal.options.detail?.length).toBeLessThan(800)
      expect(refusal.options.detail).toContain('application/pdf')
    },
  )
})

describe('how large it may be', () => {
  test.each(types)('%s is held to the limit of its kind', (claim, head) => {
    const kind = mediaKindOf(claim)
    expect(kind && limits[kind]).toBe(limitOfUpload({ claim, head }).bytes)
    expect(limitOfUpload({ claim: '', head }).bytes).toBe(
      limits[mediaKindOf(sniffTypes(head)[0] ?? '') ?? 'document'],
    )
  })

  test('a sticker that moves may have more than one that does not', () => {
    expect(isAnimatedWebp(animatedSticker)).toBe(true)
    expect(isAnimatedWebp(stillSticker)).toBe(false)
    expect(limitOfUpload({ claim: 'image/webp', head: animatedSticker }).bytes).toBe(500 * 1024)
    expect(limitOfUpload({ claim: 'image/webp', head: stillSticker }).bytes).toBe(100 * 1024)
  })

  test('no file at all may have more than a document', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (claim, head) => {
        expect(limitOfUpload({ claim, head }).bytes).toBeLessThanOrEqual(limits.document)
      }),
    )
    expect(limitOfType('x/y', false).bytes).toBe(limits.document)
  })
})

test('every type has an ending, and what is no type of Meta’s has none', () => {
  for (const type of mediaTypes) expect(endingOf(type)).toMatch(/^\.[a-z0-9]{3,4}$/)
  expect(endingOf('text/html')).toBe('')
})
