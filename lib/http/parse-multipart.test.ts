import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { boundary, formOf, type Part, requestOf } from '@/lib/http/fixtures/form'
import { parseMultipart } from '@/lib/http/parse-multipart'

const megabyte = 1024 * 1024
const upload = {
  limitBytes: 2 * megabyte,
  limitOf: ({ claim }: { claim: string }) =>
    claim === 'image/png' ? { bytes: 100_000, noun: 'An image' } : { bytes: 2 * megabyte, noun: 'A file' },
  description: 'x',
}
const file = (value: string | Buffer = 'hello', more: Partial<Part> = {}): Part => ({
  name: 'file',
  value,
  fileName: 'a.txt',
  type: 'text/plain',
  ...more,
})
const parse = (parts: Part[], options?: Parameters<typeof requestOf>[1]) =>
  parseMultipart(requestOf(formOf(parts), options), upload)

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.catch((error: unknown) => error)
  if (outcome instanceof AppError) return outcome
  throw new Error(`It was not refused: ${outcome}`)
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('hawk-upload-'))
const before = leftovers()
afterEach(() => {
  expect(
    leftovers().filter((name) => !before.includes(name)),
    'nothing is left on the disk',
  ).toEqual([])
})

describe('a form with one file', () => {
  test('gives its fields and its file, which can be read twice and is gone once it is removed', async () => {
    const bytes = Buffer.alloc(300_000, 'abc')
    const { fields, file: taken } = await parse([
      { name: 'from', value: 'snd_1' },
      file(bytes),
      { name: 'type', value: 'text/plain' },
    ])
    expect(fields).toEqual({ from: 'snd_1', type: 'text/plain' })
    expect(taken).toMatchObject({ size: bytes.length, fileName: 'a.txt', claim: 'text/plain' })
    expect(taken.head).toHaveLength(4_096)
    for (let time = 0; time < 2; time++) expect((await buffer(taken.read())).equals(bytes)).toBe(true)
    expect(JSON.stringify(Object.entries(taken)), 'no place on the disk can be seen').not.toContain(tmpdir())
    await taken.remove()
  })

  test('whatever the bytes and however they come, they are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 20_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        async (given, step) => {
          const bytes = Buffer.from(given)
          const body = formOf([file(bytes)])
          const { file: taken } = await parseMultipart(
            requestOf(async function* () {
              for (let at = 0; at < body.length; at += step) yield body.subarray(at, at + step)
            }),
            upload,
          )
          expect((await buffer(taken.read())).equals(bytes)).toBe(true)
          await taken.remove()
        },
      ),
      { numRuns: 50 },
    )
  })

  test.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\\\fakepath\\\\cv.pdf', 'cv.pdf'],
    ['Grüße.txt', 'Grüße.txt'],
  ])('called %s is called %s', async (fileName, safe) => {
    const { file: taken } = await parse([file('x', { fileName })])
    expect(taken.fileName).toBe(safe)
    await taken.remove()
  })

  test('of a type that the form names beside it is of that type', async () => {
    const { file: taken } = await parse([
      { name: 'type', value: 'Image/PNG; x=y' },
      file('x', { type: 'application/octet-stream' }),
    ])
    expect(taken.claim).toBe('image/png')
    await taken.remove()
  })
})

describe('a form that does not hold', () => {
  test.each([
    ['no file', [], 'file', 'Is missing.'],
    ['a field in its place', [{ name: 'file', value: 'hello' }], 'file', 'Is missing.'],
    ['an empty file', [file('')], 'file', 'Is empty.'],
    ['two files', [file(), file('again')], 'file', 'Send one file at a time.'],
    ['a file by another name', [file(), file('x', { name: 'image' })], 'image', 'There is no such field.'],
    [
      'a field twice',
      [{ name: 'type', value: 'a' }, { name: 'type', value: 'b' }, file()],
      'type',
      'Was sent twice.',
    ],
    [
      'a field that is too long',
      [{ name: 'from', value: 'x'.repeat(5_000) }, file()],
      'from',
      'Is too long.',
    ],
    [
      'too many fields',
      [...Array.from({ length: 40 }, (_, at) => ({ name: `f${at}`, value: '1' })), file()],
      '',
      'Holds too many parts.',
    ],
    [
      'a NUL in a field',
      [{ name: 'from', value: 'a\0b' }, file()],
      'from',
      'Holds a NUL or half of a surrogate pair.',
    ],
  ] as [string, Part[], string, string][])('%s', async (_, parts, path, message) => {
    const refusal = await refusalOf(parse(parts))
    expect(refusal.code).toBe('validation_failed')
    expect(refusal.options.faults).toEqual(
      expect.arrayContaining([expect.objectContaining({ path, message })]),
    )
  })

  test('a name from the prototype is a field like any other', async () => {
    const { fields, file: taken } = await parse([{ name: '__proto__', value: 'x' }, file()])
    expect(Object.keys(fields)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype)
    await taken.remove()
  })

  test.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/mixed; boundary=x', ''])(
    '%s is no form',
    async (type) => {
      expect((await refusalOf(parse([file()], { type }))).code).toBe('unsupported_media_type')
    },
  )

  test.each([
    ['it ends in the middle', formOf([file(Buffer.alloc(50_000))]).subarray(0, 20_000)],
    ['it has no end', formOf([file()], { isOpen: true })],
    ['it is nothing', Buffer.alloc(0)],
    ['it has another boundary', Buffer.from('--other\r\n\r\nx\r\n--other--')],
    [
      'its header does not end',
      Buffer.concat([Buffer.from(`--${boundary}\r\n`), Buffer.alloc(100_000, 'x')]),
    ],
  ])('%s', async (_, body) => {
    expect((await refusalOf(parseMultipart(requestOf(body), upload))).code).toBe('validation_failed')
  })

  test('whatever is sent: it is a form, or it is refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              `--${boundary}`,
              '\r\n',
              '\r\n\r\n',
              '--',
              'content-disposition: form-data; name="file"; filename="x"',
              'content-type: text/plain',
              '\0',
            ),
            fc.string({ unit: 'binary' }),
          ),
        ),
        async (pieces) => {
          const outcome = await parseMultipart(requestOf(Buffer.from(pieces.join(''))), upload).catch(
            (error: unknown) => {
              expect(error).toBeInstanceOf(AppError)
            },
          )
          await outcome?.file.remove()
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a file that is too large', () => {
  test('is refused by its length before a byte of it is read', async () => {
    const request = requestOf(
      () => {
        throw new Error('It was read.')
      },
      { length: 3 * megabyte },
    )
    const refusal = await refusalOf(parseMultipart(request, upload))
    expect(refusal).toMatchObject({
      code: 'body_too_large',
      options: { detail: 'A file may have at most 2 MB.' },
    })
  })

  test('is refused at the first byte too many, with the limit of its kind, and no more of it is taken', async () => {
    const body = formOf([file(Buffer.alloc(2 * megabyte), { type: 'image/png' })])
    let given = 0
    const request = requestOf(async function* () {
      for (let at = 0; at < body.length; at += 10_000) {
        given = at
        yield body.subarray(at, at + 10_000)
        await new Promise(setImmediate)
      }
    })
    const refusal = await refusalOf(parseMultipart(request, upload))
    expect(refusal).toMatchObject({
      code: 'body_too_large',
      options: { detail: 'An image may have at most 97.65625 KB.' },
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(given).toBeLessThan(megabyte)
  })

  test.each([0, 1])('the limit itself is taken, one byte more is not: %i', async (more) => {
    const outcome = parse([file(Buffer.alloc(100_000 + more), { type: 'image/png' })])
    if (more) expect((await refusalOf(outcome)).code).toBe('body_too_large')
    else await (await outcome).file.remove()
  })
})

test('a client that goes away in the middle leaves nothing', async () => {
  const body = formOf([file(Buffer.alloc(500_000))])
  const request = requestOf(async function* () {
    yield body.subarray(0, 200_000)
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  })
  expect((await refusalOf(parseMultipart(request, upload))).code).toBe('validation_failed')
})
