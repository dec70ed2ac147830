import { spawn } from 'node:child_process'
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { Redis } from 'ioredis'
import { z } from 'zod'

/**
 * A Redis that keeps nothing, and before it the REST interface that Upstash's client speaks: both on loopback alone,
 * and nothing but the health check without the token.
 */
const Environment = z.object({
  REDIS_SERVER: z.string(),
  REDIS_PORT: z.coerce.number(),
  REDIS_GATEWAY_PORT: z.coerce.number(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(16),
  HAWK_DATA_DIR: z.string(),
})
const settings = Environment.parse(process.env)
const host = '127.0.0.1'
const restartMilliseconds = 1_000
const bodyLimitBytes = 1024 * 1024

const Command = z.array(z.union([z.string(), z.number()])).min(1)
const Pipeline = z.array(Command).min(1)

let isStopping = false
let server = startRedis()
const redis = new Redis({
  host,
  port: settings.REDIS_PORT,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => 100,
})
redis.on('error', () => {
  // Whoever asks is told; it connects again by itself.
})

const gateway = createServer(async (incoming, response) => {
  const { status, value } = await answer(incoming).catch((error: unknown) => ({
    status: 500,
    value: { error: wordsOf(error) },
  }))
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
})
gateway.listen(settings.REDIS_GATEWAY_PORT, host)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

function startRedis() {
  const child = spawn(
    settings.REDIS_SERVER,
    ['--port', String(settings.REDIS_PORT), '--bind', host, '--save', '', '--appendonly', 'no'].concat(
      '--dir',
      settings.HAWK_DATA_DIR,
    ),
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  child.on('exit', () => {
    if (isStopping) return
    console.error('redis-server ended; it is started again.')
    setTimeout(() => {
      if (!isStopping) server = startRedis()
    }, restartMilliseconds)
  })
  return child
}

async function answer(incoming: IncomingMessage): Promise<{ status: number; value: unknown }> {
  if (incoming.url === '/health') return { status: (await redis.ping()) === 'PONG' ? 200 : 503, value: {} }
  if (!isAuthorized(incoming)) return { status: 401, value: { error: 'Unauthorized' } }
  const body: unknown = JSON.parse(await textOf(incoming))
  if (incoming.url === '/') return { status: 200, value: await runOne(Command.parse(body)) }
  if (incoming.url === '/pipeline')
    return { status: 200, value: await Promise.all(Pipeline.parse(body).map(runOne)) }
  return { status: 404, value: { error: 'There is / and /pipeline.' } }
}

/** Commands that are sent without waiting in between go out together, in their order. */
async function runOne([name, ...args]: z.infer<typeof Command>) {
  try {
    return { result: await redis.call(String(name), ...args) }
  } catch (error) {
    return { error: wordsOf(error) }
  }
}

function isAuthorized({ headers }: IncomingMessage): boolean {
  const given = Buffer.from(headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${settings.UPSTASH_REDIS_REST_TOKEN}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    size += chunk.length
    if (size > bodyLimitBytes) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function stop() {
  isStopping = true
  server.once('exit', () => process.exit(0))
  if (!server.kill('SIGKILL')) process.exit(0)
}
