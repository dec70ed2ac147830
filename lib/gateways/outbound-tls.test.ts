import { createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, makeCertificate } from '@/lib/gateways/fixtures/certificates'
import { type RawServer, startRawServer } from '@/lib/gateways/fixtures/raw-server'
import { type Receiver, startReceiver } from '@/lib/gateways/fixtures/receiver'
import { makeOutbound } from '@/lib/gateways/outbound'

const ask = { headers: {}, body: '{}', timeoutMilliseconds: 5_000, readBytes: 1_024 }
const resolve = async () => ['127.0.0.1']

let certificate: Certificate
let receiver: Receiver

beforeAll(async () => {
  certificate = await makeCertificate('hooks.example.com')
  receiver = await startReceiver(200, { tls: certificate })
})
afterAll(() => receiver.close())

describe('TLS is verified', () => {
  test('a trusted certificate of that name is taken, and its connection kept', async () => {
    const outbound = makeOutbound({ allowPrivate: true, resolve, ca: certificate.cert })
    const url = `https://hooks.example.com:${receiver.port}/`
    const before = receiver.connections()
    for (let count = 0; count < 3; count++)
      expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'answered', statusCode: 200 })
    expect(receiver.connections() - before).toBe(1)
    expect(receiver.requests.at(-1)?.headers.host).toBe(`hooks.example.com:${receiver.port}`)
    await outbound.close()
  })

  test('another host’s certificate is not, however often it is tried', async () => {
    const outbound = makeOutbound({ allowPrivate: true, resolve, ca: certificate.cert })
    const before = receiver.requests.length
    for (const url of [`https://other.example.com:${receiver.port}/`, `https://127.0.0.1:${receiver.port}/`])
      for (let count = 0; count < 3; count++)
        expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'failed', error: 'tls_failed' })
    expect(receiver.requests.length).toBe(before)
    await outbound.close()
  })

  test('one that nobody vouches for is not', async () => {
    const outbound = makeOutbound({ allowPrivate: true, resolve })
    const url = `https://hooks.example.com:${receiver.port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'failed', error: 'tls_failed' })
    await outbound.close()
  })

  test('nor is TLS 1.1', async () => {
    const old = createServer({
      ...certificate,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'ALL@SECLEVEL=0',
    })
    const said: unknown[] = []
    old.on('tlsClientError', (cause) => said.push(cause))
    await new Promise<void>((done) => old.listen(0, '127.0.0.1', done))
    const address = old.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const outbound = makeOutbound({ allowPrivate: true, resolve, ca: certificate.cert })
    const url = `https://hooks.example.com:${port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'failed', error: 'tls_failed' })
    expect(said).toHaveLength(1)
    await outbound.close()
    await new Promise((done) => old.close(done))
  })

  test.each([
    [
      'answers without TLS',
      (server: { write: (text: string) => void }) => server.write('HTTP/1.1 200 OK\r\n\r\n'),
    ],
    ['closes at once', (server: { destroy: () => void }) => server.destroy()],
  ])('a server that %s has no TLS', async (_, behave) => {
    const raw: RawServer = await startRawServer(behave)
    const outbound = makeOutbound({ allowPrivate: true, resolve })
    const url = `https://hooks.example.com:${raw.port}/`
    expect(await outbound.post({ ...ask, url })).toMatchObject({ outcome: 'failed', error: 'tls_failed' })
    await outbound.close()
    await raw.close()
  })

  test('a handshake that never ends ends with the time of the attempt', async () => {
    const raw = await startRawServer()
    const outbound = makeOutbound({ allowPrivate: true, resolve })
    const url = `https://hooks.example.com:${raw.port}/`
    const answer = await outbound.post({ ...ask, url, timeoutMilliseconds: 200 })
    expect(answer).toMatchObject({ outcome: 'failed', error: 'timeout' })
    expect(answer.milliseconds).toBeLessThan(1_000)
    await outbound.close()
    await raw.close()
  })
})
