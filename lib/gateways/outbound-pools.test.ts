import { afterAll, expect, test, vi } from 'vitest'
import { policy } from '@/lib/core/policy'
import { startRawServer } from '@/lib/gateways/fixtures/raw-server'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { makeOutbound } from '@/lib/gateways/outbound'

const outbound = makeOutbound({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })
const ask = { headers: {}, body: '{}', timeoutMilliseconds: 5_000, readBytes: 1_024 }
afterAll(() => outbound.close())

test('connections are kept: a thousand posts, fifty at a time, over at most fifty of them', async () => {
  const receiver = await startReceiver()
  let left = 1_000
  const post = async () => {
    while (left-- > 0)
      expect(await outbound.post({ ...ask, url: receiver.url })).toMatchObject({ statusCode: 200 })
  }
  await Promise.all(Array.from({ length: 50 }, post))
  expect(receiver.requests).toHaveLength(1_000)
  expect(receiver.connections()).toBeLessThanOrEqual(50)
  await receiver.close()
})

test('however many hosts there are, connections to only so many are kept', async () => {
  const { origins } = policy.webhooks.outbound
  const server = await startRawServer((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  })
  for (let first = 0; first < origins + 20; first += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        outbound.post({ ...ask, url: `http://host-${first + index}.example.com:${server.port}/` }),
      ),
    )
  expect(server.connections()).toBe(origins + 20)
  await vi.waitFor(() => expect(server.open()).toBeLessThanOrEqual(origins), 2_000)
  await server.close()
})

test('no connection stays open after an answer that took too long, was too long, or could not be read', async () => {
  const says = ['', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(2_000)}`, 'nonsense\r\n', 'HTTP/1.1 200 OK\r\nx: ']
  const server = await startRawServer((socket) => {
    const text = says[(server.connections() - 1) % says.length] ?? ''
    socket.on('data', () => socket.write(text))
  })
  const url = `http://127.0.0.1:${server.port}/`
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => outbound.post({ ...ask, url, timeoutMilliseconds: 1_500 })),
  )
  const words = new Set(
    answers.map((answer) => (answer.outcome === 'failed' ? answer.error : answer.truncated)),
  )
  expect(words).toEqual(new Set(['timeout', true, 'invalid_answer']))
  await vi.waitFor(() => expect(server.open()).toBe(0), 2_000)
  await server.close()
})

test('who closes a kept connection between two posts gets the second one over a new one', async () => {
  const server = await startRawServer((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    socket.once('data', () => setTimeout(() => socket.end(), 20))
  })
  const url = `http://127.0.0.1:${server.port}/`
  for (let count = 0; count < 3; count++) {
    expect(await outbound.post({ ...ask, url })).toMatchObject({ statusCode: 200 })
    await vi.waitFor(() => expect(server.open()).toBe(0), 2_000)
  }
  expect(server.connections()).toBe(3)
  await server.close()
})
