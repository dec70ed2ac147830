import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { limitBodyTime } from '@/lib/http/body-time'

const server = createServer(async (incoming, response) => {
  limitBodyTime(incoming, 200)
  const body = await text(incoming).catch(() => null)
  if (body !== null) response.end(`read ${body.length}`)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
afterAll(() => server.close())

/** Sends the head and half of the body, then the rest after a while. */
async function send(path: string, afterMilliseconds: number): Promise<string> {
  const address = server.address()
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\nhello`)
  setTimeout(() => socket.write('world'), afterMilliseconds)
  return text(socket)
}

test('a body that comes in time is read', async () => {
  expect(await send('/api/v1/otp/send', 20)).toContain('read 10')
})

test('one that does not is cut off', async () => {
  expect(await send('/api/v1/otp/send', 600)).toMatch(/^HTTP\/1\.1 408 /)
})

test.each(['/api/v1/media', '/api/v1/media/', '/api/dashboard/kestrel/live/media'])(
  'a file may take longer: %s',
  async (path) => {
    expect(await send(path, 600)).toContain('read 10')
  },
)

test.each(['/api/v1/media/med_x', '/api/v1/mediax', '/api/hooks/meta?x=/api/v1/media'])(
  'and nothing else: %s',
  async (path) => {
    expect(await send(path, 600)).toMatch(/^HTTP\/1\.1 408 /)
  },
)
