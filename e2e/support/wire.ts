import { randomInt } from 'node:crypto'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

export type WireRequest = {
  method?: string
  /** Sent as it stands, so that a test may say what no well-behaved client would. */
  path: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** In chunks of unknown number instead of with a Content-Length. */
  chunked?: boolean
  /** The loopback address to call from; one that nobody else has, unless a test wants to be known by it. */
  from?: string
}
export type Reply = {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  json: unknown
}

/** One request over a plain socket. Nothing is added to it but what HTTP itself demands. */
export async function exchange(origin: string, wanted: WireRequest): Promise<Reply> {
  const incoming = await begin(origin, wanted)
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const text = bytes.toString('utf8')
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, bytes, text, json: parse(text) }
}

function begin(
  origin: string,
  { method = 'GET', path, headers = {}, body, chunked, from = newAddress() }: WireRequest,
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path, headers, agent: false, family: 4, localAddress: from }
    const outgoing = request(options, resolve)
    outgoing.on('error', reject)
    if (chunked && body !== undefined) outgoing.write(body)
    outgoing.end(chunked ? undefined : body)
  })
}

/**
 * Failed calls are counted for the address that they come from, and hundreds of tests fail on purpose. Linux has a
 * whole network of loopback addresses; elsewhere all are one, and a run with so many failures in a minute meets the limit.
 */
export function newAddress(): string | undefined {
  if (process.platform !== 'linux') return undefined
  return `127.${randomInt(1, 255)}.${randomInt(255)}.${randomInt(1, 255)}`
}

/** Undefined when it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
