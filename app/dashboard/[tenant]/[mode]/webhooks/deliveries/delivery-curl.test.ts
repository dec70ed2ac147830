import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { curlOf } from './delivery-curl'
import { someDelivery } from './fixtures/some-delivery'

/** What curl would be given, by the shell itself. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

const attempt = {
  number: 1,
  started_at: '2026-11-24T09:30:09.000Z',
  duration_ms: 212,
  status_code: 500,
  error: null,
  response: null,
}

test('whatever was posted, a shell gives curl the same address, headers and bytes', () => {
  const text = fc.string({ unit: 'grapheme' }).map((word) => word.replaceAll('\0', ''))
  fc.assert(
    fc.property(text, text, (path, body) => {
      const headers = { 'webhook-id': 'evt_1', 'x-odd': `it's ${path.replaceAll(/[\r\n]/g, '')}` }
      const url = `https://hooks.example.com/${path}`
      const command = curlOf({ ...someDelivery, url, body, attempts: [{ ...attempt, request: { headers } }] })
      expect(argumentsOf(command)).toEqual([
        url,
        '-H',
        'webhook-id: evt_1',
        '-H',
        `x-odd: ${headers['x-odd']}`,
        '--data-raw',
        body,
      ])
    }),
    { numRuns: 60 },
  )
})

test('of several attempts the last is repeated, without what curl sets by itself', () => {
  const attempts = ['first', 'last'].map((id) => ({
    ...attempt,
    request: { headers: { 'webhook-id': id, 'Content-Length': '2', host: 'x' } },
  }))
  expect(argumentsOf(curlOf({ ...someDelivery, attempts }))).toEqual([
    someDelivery.url,
    '-H',
    'webhook-id: last',
    '--data-raw',
    '{}',
  ])
})

test('before the first attempt there is a command all the same', () => {
  expect(argumentsOf(curlOf(someDelivery))).toEqual([
    someDelivery.url,
    '-H',
    'content-type: application/json',
    '--data-raw',
    '{}',
  ])
})
