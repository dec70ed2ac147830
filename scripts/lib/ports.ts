import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { PortName } from './settings'

type Answer = 'free' | 'in use' | 'forbidden'

export async function isPortFree(port: number): Promise<boolean> {
  return (await ask(port)) === 'free'
}

/** Throws one sentence. With patience it waits a moment for a process that is about to let the port go. */
export async function requireFreePort(name: PortName, port: number, patienceSeconds = 0): Promise<void> {
  const deadline = Date.now() + patienceSeconds * 1_000
  let answer = await ask(port)
  while (answer === 'in use' && Date.now() < deadline) {
    await pause(200)
    answer = await ask(port)
  }
  if (answer === 'free') return
  const other = `choose another with ${name}=${await nextFreePort(port)} npm start`
  if (answer === 'forbidden') throw new Error(`Port ${port} may not be used by an ordinary user: ${other}.`)
  throw new Error(`Port ${port} is in use: stop what uses it or ${other}.`)
}

/** Ports that nothing listens on at this moment, all different. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, '127.0.0.1')))
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  await Promise.all(servers.map(close))
  return ports
}

async function nextFreePort(taken: number): Promise<number> {
  for (let port = Math.max(taken, 1_024) + 1; port < 65_536; port++) if (await isPortFree(port)) return port
  const [port = 0] = await findFreePorts(1)
  return port
}

/** Browsers and curl may take `localhost` for either address, so both must be free. */
async function ask(port: number): Promise<Answer> {
  for (const host of ['127.0.0.1', '::1']) {
    try {
      await close(await listen(port, host))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EADDRINUSE') return 'in use'
      if (code === 'EACCES') return 'forbidden'
      if (host === '127.0.0.1') throw error
    }
  }
  return 'free'
}

type Server = ReturnType<typeof createServer>

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
