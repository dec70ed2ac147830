import { expect, test } from '../fixtures'
import { expectProblem } from './problem'

const limit = 64 * 1024

type Accepted = {
  path: string
  /** A body that this endpoint takes: each refusal below differs from it in one thing alone. */
  valid: () => Record<string, unknown>
  status: number
  /** For those that need no field at all. */
  takesNothing?: true
}

/** What every endpoint that takes a body owes to one that is wrong. */
export function refusesBadBodies({ path, valid, status, takesNothing }: Accepted): void {
  const padded = (size: number) => {
    const text = JSON.stringify(valid())
    return text + ' '.repeat(size - text.length)
  }
  const withText = (text: string) => JSON.stringify({ ...valid(), extra: '…' }).replace('…', text)

  test.describe('400', () => {
    const bodies: [string, () => string | Uint8Array][] = [
      ['an empty body', () => ''],
      ['half a body', () => JSON.stringify(valid()).slice(0, -2)],
      ['a comma too many', () => JSON.stringify(valid()).replace('}', ',}')],
      ['two values', () => JSON.stringify(valid()).repeat(2)],
      ['single quotes', () => JSON.stringify(valid()).replaceAll('"', "'")],
      ['a raw NUL', () => withText('\0')],
      ['bytes that are not UTF-8', () => Buffer.from(withText('\xff\xfe'), 'latin1')],
      ['half a UTF-8 character', () => Buffer.from(withText('\xc3'), 'latin1')],
      ['30,000 nested brackets', () => '['.repeat(30_000) + ']'.repeat(30_000)],
      ['60,000 brackets that never close', () => '['.repeat(60_000)],
      ['a depth of 21', () => `{"metadata":${'['.repeat(20)}${']'.repeat(20)}}`],
      [
        '5,000 members',
        () =>
          JSON.stringify({
            ...valid(),
            metadata: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [n, ''])),
          }),
      ],
    ]
    for (const [name, body] of bodies) {
      test(`${name} is refused as malformed`, async ({ api, resident }) => {
        expectProblem(await api.post(path, body(), { key: resident.test_key }), 400, 'malformed_json')
      })
    }
  })

  test.describe('413', () => {
    test('a body of 64 KiB is taken, and one byte more is not', async ({ api, resident }) => {
      const [fits, exceeds, far] = await Promise.all(
        [limit, limit + 1, 65 * 1024].map((size) => api.post(path, padded(size), { key: resident.test_key })),
      )
      expect(fits?.status).toBe(status)
      for (const reply of [exceeds, far]) if (reply) expectProblem(reply, 413, 'body_too_large')
    })

    test('200,000 nested brackets are refused unread', async ({ api, resident }) => {
      const body = '['.repeat(200_000)
      expectProblem(await api.post(path, body, { key: resident.test_key }), 413, 'body_too_large')
    })

    test('a body that does not say its length has the same limit', async ({ api, resident }) => {
      const chunked = (size: number) =>
        api.post(path, padded(size), { key: resident.test_key, chunked: true })
      expect((await chunked(limit)).status).toBe(status)
      expectProblem(await chunked(limit + 1), 413, 'body_too_large')
    })
  })

  test.describe('415', () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'application/problem+json',
      'application/json; charset=iso-8859-1',
      'text/html, application/json',
      '',
    ]
    for (const type of types) {
      test(`the content type "${type}" is refused`, async ({ api, resident }) => {
        const reply = await api.post(path, valid(), {
          key: resident.test_key,
          headers: { 'content-type': type },
        })
        expectProblem(reply, 415, 'unsupported_media_type')
      })
    }

    test('a body without a content type is refused', async ({ api, resident }) => {
      const reply = await api.call('POST', path, { key: resident.test_key, body: JSON.stringify(valid()) })
      expectProblem(reply, 415, 'unsupported_media_type')
    })

    test('the content type may name its charset, in any case', async ({ api, resident }) => {
      const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' }
      expect((await api.post(path, valid(), { key: resident.test_key, headers })).status).toBe(status)
    })
  })

  test.describe('422', () => {
    const bodies: [string, () => unknown][] = [
      ['null', () => null],
      ['a list', () => [valid()]],
      ['a string', () => '"text"'],
      ['a field that does not exist', () => ({ ...valid(), recipient_name: 'Ada' })],
      ['a field with a capital letter', () => ({ ...valid(), To: '+14155550100' })],
      ['__proto__', () => JSON.stringify(valid()).replace('{', '{"__proto__":{"code":"1"},')],
      ['constructor', () => ({ ...valid(), constructor: { prototype: {} } })],
      ['a NUL in a text', () => withText('\\u0000')],
      ['a NUL in a name', () => JSON.stringify(valid()).replace('{', '{"\\u0000":"",')],
      ['half a surrogate pair', () => withText('\\ud800')],
      ['the wrong half of a surrogate pair', () => withText('\\udc00 \\ud800')],
      ...(takesNothing ? [] : [['an empty object', () => ({})] satisfies [string, () => unknown]]),
    ]
    for (const [name, body] of bodies) {
      test(`${name} is refused`, async ({ api, resident }) => {
        const problem = expectProblem(
          await api.post(path, body(), { key: resident.test_key }),
          422,
          'validation_failed',
        )
        expect(problem.errors?.length).toBeGreaterThan(0)
      })
    }
  })
}
