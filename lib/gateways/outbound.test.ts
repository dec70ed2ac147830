import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type RawServer, saying, startRawServer } from '@/lib/gateways/fixtures/raw-server'
import { type Receiver, startReceiver } from '@/lib/gateways/fixtures/receiver'
import {
  checkOutboundHost,
  checkOutboundUrl,
  closeOutbound,
  makeOutbound,
  postOutbound,
} from '@/lib/gateways/outbound'

const outbound = makeOutbound({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
const ask = { headers: {}, body: '{"id":"evt_1"}', timeoutMilliseconds: 2_000, readBytes: 16_384 }

let receiver: Receiver
let raw: RawServer | undefined

beforeAll(async () => {
  receiver = await startReceiver()
})
afterEach(async () => {
  await raw?.close()
  raw = undefined
})
afterAll(async () => {
  await Promise.all([outbound.close(), closeOutbound()])
  await receiver.close()
})

async function postTo(bytes: string, options?: { thenEnd: boolean }) {
  raw = await startRawServer(saying(bytes, options))
  return outbound.post({ ...ask, url: `http://127.0.0.1:${raw.port}/` })
}

describe('what is sent', () => {
  test('is the body byte for byte, with the headers given and no invitation to compress', async () => {
    receiver.behave(204)
    const body = '{"name":"Jürgen 👍"}'
    const url = `${receiver.url}/a?b=%20c`
    const headers = { 'content-type': 'application/json', 'Webhook-Id': 'evt_1', 'X-Tenant': 'a b' }
    expect(await outbound.post({ ...ask, url, headers, body })).toMatchObject({
      outcome: 'answered',
      statusCode: 204,
    })
    const last = receiver.requests.at(-1)
    expect(last).toMatchObject({ method: 'POST', path: '/hooks/a?b=%20c', body })
    expect(last?.headers).toEqual({
      host: `127.0.0.1:${receiver.port}`,
      connection: 'keep-alive',
      'user-agent': 'Hawk-Send-Webhooks/1.0',
      accept: '*/*',
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'x-tenant': 'a b',
      'content-length': String(Buffer.byteLength(body)),
    })
  })

  test.each<[string, string]>([
    ['x-a', 'b\r\nx-injected: 1'],
    ['x-a', 'b\nx-injected: 1'],
    ['x-a', 'b\0'],
    ['x-a', 'ü'],
    ['x-a\r\nx-injected', '1'],
    ['x a', '1'],
    ['', '1'],
    ['Host', 'internal.example.com'],
    ['content-length', '1'],
    ['Transfer-Encoding', 'chunked'],
    ['connection', 'upgrade'],
    ['expect', '100-continue'],
    ['accept-encoding', 'gzip'],
    ['proxy-authorization', 'Basic x'],
  ])('is nothing at all with the header %j: %j', async (name, value) => {
    const before = receiver.requests.length
    const answer = await outbound.post({ ...ask, url: receiver.url, headers: { [name]: value } })
    expect(answer).toEqual({ outcome: 'failed', error: 'url_not_allowed', milliseconds: 0 })
    expect(receiver.requests.length).toBe(before)
  })
})

describe('what is answered', () => {
  test.each([200, 204, 301, 400, 410, 429, 500, 503])('with %i is told', async (statusCode) => {
    receiver.behave({ status: statusCode, headers: { 'x-a': 'b' }, body: statusCode === 204 ? '' : 'said' })
    const answer = await outbound.post({ ...ask, url: receiver.url })
    expect(answer).toMatchObject({
      outcome: 'answered',
      statusCode,
      headers: { 'x-a': 'b' },
      body: statusCode === 204 ? '' : 'said',
      truncated: false,
    })
  })

  test('is cut at the limit, without waiting for the rest', async () => {
    receiver.behave({ big: 50_000_000 })
    const answer = await outbound.post({ ...ask, url: receiver.url })
    expect(answer).toMatchObject({
      outcome: 'answered',
      statusCode: 200,
      truncated: true,
      body: 'x'.repeat(16_384),
    })
    receiver.behave({ big: 16_384 })
    expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({ truncated: false })
    receiver.behave({ big: 16_385 })
    expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({ truncated: true })
  })

  test('is text that Postgres takes, whatever its bytes are', async () => {
    receiver.behave({
      body: Buffer.from([0x61, 0, 0xff, 0xed, 0xa0, 0x80, 0x62]),
      headers: { 'content-encoding': 'gzip' },
    })
    const answer = await outbound.post({ ...ask, url: receiver.url })
    const body = answer.outcome === 'answered' ? answer.body : ''
    expect(body).toMatch(/^a\ufffd+b$/)
    expect(JSON.stringify(body)).not.toContain('\\u')
  })

  test('may come after others that do not count, and several times under one name', async () => {
    const answer = await postTo(
      'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 202 Accepted\r\nX-A: 1\r\nx-a: 2\r\ncontent-length: 2\r\n\r\nok',
    )
    expect(answer).toMatchObject({
      outcome: 'answered',
      statusCode: 202,
      headers: { 'x-a': '1, 2' },
      body: 'ok',
    })
  })

  test('may end with its connection', async () => {
    expect(await postTo('HTTP/1.0 200 OK\r\n\r\nuntil the end')).toMatchObject({
      statusCode: 200,
      body: 'until the end',
    })
  })
})

describe('what goes wrong has one of seven words', () => {
  test.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'invalid_answer'],
    ['+PONG\r\n', 'invalid_answer'],
    ['HTTP/1.1 abc\r\n\r\n', 'invalid_answer'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 'invalid_answer'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'invalid_answer'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'invalid_answer'],
    [`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`, 'invalid_answer'],
    ['HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', 'invalid_answer'],
    // undici takes no 100 that it has not asked for.
    ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', 'invalid_answer'],
    ['', 'connection_lost'],
    ['HTTP/1.1 200 OK\r\n', 'connection_lost'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', 'connection_lost'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n', 'connection_lost'],
  ])('%j: %s', async (bytes, error) => {
    expect(await postTo(bytes)).toEqual({ outcome: 'failed', error, milliseconds: expect.any(Number) })
  })

  test.each(['reset', 'close'] as const)('a %s is connection_lost', async (behaviour) => {
    receiver.behave(behaviour)
    expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({ error: 'connection_lost' })
  })

  test('nobody there is connection_failed', async () => {
    const gone = await startRawServer()
    await gone.close()
    const url = `http://127.0.0.1:${gone.port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ error: 'connection_failed' })
  })

  test.each([
    ['never answers', 'hang' as const],
    ['answers a byte at a time', { slow: 50, body: 'x'.repeat(1_000) }],
    ['answers too late', { after: 1_000 }],
  ])('who %s has the time of the attempt, and no more', async (_, behaviour) => {
    receiver.behave(behaviour)
    const answer = await outbound.post({ ...ask, url: receiver.url, timeoutMilliseconds: 300 })
    expect(answer).toMatchObject({ outcome: 'failed', error: 'timeout' })
    expect(answer.milliseconds).toBeGreaterThanOrEqual(290)
    expect(answer.milliseconds).toBeLessThan(900)
  })

  test('a caller who gives up is answered at once', async () => {
    receiver.behave('hang')
    const stop = new AbortController()
    const answer = outbound.post({ ...ask, url: receiver.url, signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    expect(await answer).toMatchObject({ error: 'connection_lost' })
    expect(await outbound.post({ ...ask, url: receiver.url, signal: stop.signal })).toMatchObject({
      outcome: 'failed',
    })
  })
})

test('the process’s own posts to receivers of this machine, since these are tests', async () => {
  receiver.behave(200)
  expect(checkOutboundUrl(receiver.url)).toEqual({ ok: true, url: receiver.url })
  const local = receiver.url.replace('127.0.0.1', 'localhost')
  expect(await checkOutboundHost(local)).toEqual({ ok: true })
  expect(await postOutbound({ ...ask, url: local })).toMatchObject({ statusCode: 200 })
  expect((await checkOutboundHost('http://nobody.invalid/')).ok).toBe(false)
})
