import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

export type WireRequest = {
  method?: string
  /** Sent as it stands, so that a test may say what no well-behaved client would. */
  path: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** In chunks of unknown number instead of with a Content-Length. */
  chunked?: boolean
}
export type Reply = { status: number; headers: IncomingHttpHeaders; text: string; json: unknown }

/** One request over a plain socket. Nothing is added to it but what HTTP itself demands. */
export async function exchange(origin: string, wanted: WireRequest): Promise<Reply> {
  const incoming = await begin(origin, wanted)
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parse(text) }
}

function begin(
  origin: string,
  { method = 'GET', path, headers = {}, body, chunked }: WireRequest,
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, resolve)
    outgoing.on('error', reject)
    if (chunked && body !== undefined) outgoing.write(body)
    outgoing.end(chunked ? undefined : body)
  })
}

/** Undefined when it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
