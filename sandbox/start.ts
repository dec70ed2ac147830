import { once } from 'node:events'
import { createServer } from 'node:http'
import { handle } from './http/handle'
import { createSandbox } from './sandbox'
import type { Settings } from './settings'

/** Throws one sentence when the port is taken. Port 0 takes a free one. */
export async function startSandbox(settings: Settings): Promise<{ port: number; stop(): Promise<void> }> {
  const sandbox = createSandbox(settings)
  const server = createServer((request, response) => handle(sandbox, request, response))
  // A client that reuses a connection must never meet one that is being closed.
  server.keepAliveTimeout = 65_000
  try {
    server.listen(settings.port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    throw isPortTaken(error)
      ? new Error(`Port ${settings.port} is taken by another program: set SANDBOX_PORT to a free one.`)
      : error
  }
  await sandbox.load()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : settings.port
  return {
    port,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await sandbox.stop()
      await closed
    },
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
