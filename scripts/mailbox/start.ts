import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { handleMailbox } from './http'
import { makeSmtpServer } from './smtp'
import { MailStore } from './store'

type Options = { smtpPort: number; port: number; appOrigin: string }

/** Throws one sentence when a port is taken. Port 0 takes a free one. */
export async function startMailbox({ smtpPort, port, appOrigin }: Options) {
  const store = new MailStore()
  const smtp = makeSmtpServer((mail) => store.add(mail))
  const http = createServer((request, response) => handleMailbox({ store, appOrigin }, request, response))
  http.keepAliveTimeout = 65_000
  await listen(smtp.server, smtpPort, 'SMTP_PORT')
  await listen(http, port, 'MAILBOX_PORT')
  return {
    store,
    smtpPort: portOf(smtp.server),
    port: portOf(http),
    async stop() {
      store.close()
      http.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
}

async function listen(server: Server | NetServer, port: number, name: string): Promise<void> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken ? new Error(`Port ${port} is taken by another program: set ${name} to a free one.`) : error
  }
}

function portOf(server: Server | NetServer): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
