import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RawServer, startRawServer } from '@/lib/gateways/fixtures/raw-server'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { makeOutbound } from '@/lib/gateways/outbound'

/** An address of the loopback that is this file's own, so that port 8443 is free there. */
const loopback =
  process.platform === 'linux' ? `127.83.${process.pid % 250}.${1 + (Date.now() % 250)}` : '127.0.0.1'
const ask = { headers: {}, body: '{}', timeoutMilliseconds: 3_000, readBytes: 1_024 }
const hook = 'https://hooks.example.com:8443/hawk'

let listener: RawServer
let before: number

beforeAll(async () => {
  listener = await startRawServer((socket) => socket.end(), { host: loopback, port: 8443 })
})
beforeEach(() => {
  before = listener.connections()
})
afterAll(() => listener.close())

/** Whether anybody has knocked, once everybody has had the time to. */
async function knocks() {
  await new Promise((resolve) => setTimeout(resolve, 50))
  return listener.connections() - before
}

function strictly(...answers: string[][]) {
  let asked = 0
  const outbound = makeOutbound({
    allowPrivate: false,
    resolve: async () => answers[Math.min(asked++, answers.length - 1)] ?? [],
  })
  return { ...outbound, asked: () => asked }
}

describe('no connection is ever made', () => {
  test('the listener would see one: the same post, where the private is allowed', async () => {
    const outbound = makeOutbound({ allowPrivate: true, resolve: async () => [loopback] })
    expect(await outbound.post({ ...ask, url: hook })).toMatchObject({ error: 'tls_failed' })
    expect(await outbound.post({ ...ask, url: `https://${loopback}:8443/` })).toMatchObject({
      error: 'tls_failed',
    })
    expect(await knocks()).toBe(2)
    await outbound.close()
  })

  test.each([
    `https://${loopback}:8443/`,
    `https://[::ffff:${loopback}]:8443/`,
    `https://${loopback.replace('127', '0x7f')}:8443/`,
    `https://${loopback}.:8443/`,
    'https://localhost:8443/',
    `http://hooks.example.com:8443/`,
    `https://user:secret@hooks.example.com:8443/`,
    `https://local\thost:8443/`,
  ])('to %j', async (url) => {
    const outbound = strictly([loopback])
    expect(await outbound.post({ ...ask, url })).toEqual({
      outcome: 'failed',
      error: 'url_not_allowed',
      milliseconds: 0,
    })
    expect((await outbound.checkHost(url)).ok).toBe(false)
    expect([await knocks(), outbound.asked()]).toEqual([0, 0])
    await outbound.close()
  })

  test('to a name that leads to a private address', async () => {
    const outbound = strictly([loopback])
    expect(await outbound.checkHost(hook)).toEqual({
      ok: false,
      reason: expect.stringContaining('public internet'),
    })
    expect(await outbound.post({ ...ask, url: hook })).toMatchObject({ error: 'url_not_allowed' })
    expect(await knocks()).toBe(0)
    await outbound.close()
  })

  test.each([
    ['a public address first', ['93.184.216.34', loopback]],
    ['a private address first', [loopback, '93.184.216.34']],
    ['a public one of the other family', ['2606:4700::1111', loopback]],
    ['a private one of the other family', ['93.184.216.34', '::1']],
    ['a mapped one', ['93.184.216.34', `::ffff:${loopback}`]],
    ['what is no address', ['93.184.216.34', 'localhost']],
  ])('to a name that leads to both: %s', async (_, addresses) => {
    const outbound = strictly(addresses)
    expect((await outbound.checkHost(hook)).ok).toBe(false)
    expect(await outbound.post({ ...ask, url: hook })).toMatchObject({ error: 'url_not_allowed' })
    expect(await knocks()).toBe(0)
    await outbound.close()
  })

  test('to a name that flips after it was saved', async () => {
    const outbound = strictly(['93.184.216.34'], [loopback])
    expect(await outbound.checkHost(hook)).toEqual({ ok: true })
    expect(await outbound.post({ ...ask, url: hook })).toMatchObject({ error: 'url_not_allowed' })
    expect([await knocks(), outbound.asked()]).toEqual([0, 2])
    await outbound.close()
  })

  test('to where a redirect points: it is an answer like any other', async () => {
    const receiver = await startReceiver({ redirect: `http://${loopback}:8443/` })
    const outbound = makeOutbound({ allowPrivate: true, resolve: async () => [loopback] })
    expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({
      outcome: 'answered',
      statusCode: 302,
    })
    receiver.behave({ redirect: 'http://169.254.169.254/', status: 307 })
    expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({
      outcome: 'answered',
      statusCode: 307,
    })
    expect([await knocks(), receiver.requests.length]).toEqual([0, 2])
    await outbound.close()
    await receiver.close()
  })
})

describe('what was checked is what is connected to', () => {
  test('a name is resolved once for a connection, and a kept connection does not ask again', async () => {
    const receiver = await startReceiver()
    let asked = 0
    // The second answer would lead nowhere: nobody asks for it.
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : [])
    const outbound = makeOutbound({ allowPrivate: true, resolve })
    const url = `http://hooks.example.com:${receiver.port}/`
    for (let count = 0; count < 3; count++)
      expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'answered', statusCode: 200 })
    expect([asked, receiver.connections()]).toEqual([1, 1])
    await outbound.close()
    await receiver.close()
  })

  test('and each new connection asks anew', async () => {
    const receiver = await startReceiver({ headers: { connection: 'close' } })
    const answers = [['127.0.0.1'], []]
    const outbound = makeOutbound({ allowPrivate: true, resolve: async () => answers.shift() ?? [] })
    const url = `http://hooks.example.com:${receiver.port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'answered' })
    expect(await outbound.post({ ...ask, url })).toMatchObject({ error: 'name_not_resolved' })
    await outbound.close()
    await receiver.close()
  })

  test('an address that does not answer gives way to the next one', async () => {
    const receiver = await startReceiver()
    const outbound = makeOutbound({ allowPrivate: true, resolve: async () => ['::1', loopback, '127.0.0.1'] })
    const url = `http://hooks.example.com:${receiver.port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'answered' })
    await outbound.close()
    await receiver.close()
  })
})

test('a name that is not found is told apart, and a resolver that throws or hangs does no harm', async () => {
  const failing = makeOutbound({
    allowPrivate: false,
    resolve: async () => {
      throw new Error('SERVFAIL 10.0.0.2')
    },
  })
  expect(await failing.checkHost(hook)).toEqual({ ok: false, reason: 'The host name was not found.' })
  expect(await failing.post({ ...ask, url: hook })).toMatchObject({ error: 'name_not_resolved' })
  const hanging = makeOutbound({ allowPrivate: false, resolve: () => new Promise(() => undefined) })
  expect(await hanging.post({ ...ask, url: hook, timeoutMilliseconds: 100 })).toMatchObject({
    error: 'timeout',
  })
  await Promise.all([failing.close(), hanging.close()])
})
