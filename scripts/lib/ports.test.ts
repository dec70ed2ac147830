import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findFreePorts, isPortFree, requireFreePort } from './ports'

test('free ports are all different and free', async () => {
  const ports = await findFreePorts(8)
  expect(new Set(ports).size).toBe(8)
  for (const port of ports) expect(await isPortFree(port)).toBe(true)
})

test.each(['127.0.0.1', '0.0.0.0', '::1'])(
  'a port taken on %s is named with a free one to use instead',
  async (host) => {
    const [port = 0] = await findFreePorts(1)
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, host, resolve))
    try {
      const sentence = new RegExp(
        `^Port ${port} is in use: stop what uses it or choose another with PORT=\\d+ npm start\\.$`,
      )
      await expect(requireFreePort('PORT', port)).rejects.toThrow(sentence)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
    await requireFreePort('PORT', port)
  },
)

test('patience waits for a port that is about to be let go', async () => {
  const [port = 0] = await findFreePorts(1)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  setTimeout(() => server.close(), 300)
  await requireFreePort('PORT', port, 3)
})
