import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { closeDatabase } from '@/db/tenant'
import { backgroundWorkDone } from '@/lib/core/background'
import { env } from '@/lib/core/env'
import { log } from '@/lib/core/log'
import { limitBodyTime, uploadMilliseconds } from '@/lib/http/body-time'
import { cronBase, handleCron } from '@/lib/http/cron'
import { handleHook } from '@/lib/http/hooks'
import { serveNode } from '@/lib/http/node-adapter'
import { stampPeer } from '@/lib/http/peer'
import { handle } from '@/lib/http/pipeline'
import { apiBase } from '@/lib/http/router'
import { startScheduler } from '@/lib/http/scheduler'
import { sendWhenQueued } from '@/lib/mails/kick'
import { sendDueMails } from '@/lib/mails/send-due'
import { requireOwnDatabase } from '@/lib/tenants/require-own-database'
import { startEngine } from '@/lib/webhooks/engine'
import { deliverWhenEmitted } from '@/lib/webhooks/kick'

sendWhenQueued(sendDueMails)
const { PORT, HOSTNAME_BIND, NODE_ENV, SCHEDULER } = env()
const app = next({ dev: NODE_ENV === 'development', hostname: 'localhost', port: PORT })
await requireOwnDatabase()
await app.prepare()
const handleNext = app.getRequestHandler()

function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = incoming.url ?? '/'
  limitBodyTime(incoming)
  if (path === apiBase || path.startsWith(`${apiBase}/`) || path.startsWith(`${apiBase}?`))
    return serveNode(incoming, response, handle)
  if (path.startsWith('/api/hooks/')) return serveNode(incoming, response, handleHook)
  if (path.startsWith(cronBase)) return serveNode(incoming, response, handleCron)
  stampPeer(incoming)
  return handleNext(incoming, response)
}

const server = createServer(
  { requestTimeout: uploadMilliseconds, headersTimeout: 10_000 },
  (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      log.error('a request broke off', { err: error })
      response.destroy()
    })
  },
)

let stopScheduler = () => {}
let stopDelivering = async () => {}
server.listen(PORT, HOSTNAME_BIND, () => {
  log.info('ready', { url: `http://localhost:${PORT}` })
  if (SCHEDULER !== 'internal') return
  stopScheduler = startScheduler()
  const engine = startEngine()
  deliverWhenEmitted(engine.wake)
  stopDelivering = engine.stop
})

/** Takes nothing new, finishes what runs, and goes: no accepted work is lost to an orderly stop. */
async function stop(): Promise<void> {
  stopScheduler()
  const delivered = stopDelivering()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 25_000).unref()
  await closed
  await delivered
  await backgroundWorkDone()
  await closeDatabase()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
