import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { runInBackground } from '@/lib/core/background'
import { clientOf } from '@/lib/http/address'
import type { ApiReply, ApiRequest } from '@/lib/http/request'

/** Serves one request of node:http with a framework-free handler. Deferred work starts once the answer is out. */
export async function serveNode(
  incoming: IncomingMessage,
  response: ServerResponse,
  handler: (request: ApiRequest) => Promise<ApiReply>,
): Promise<void> {
  const deferred: (() => Promise<void>)[] = []
  const reply = await handler(readRequest(incoming, (work) => deferred.push(work)))
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
  // As text, the body leaves in one write with the head.
  response.end(incoming.method === 'HEAD' ? undefined : reply.body)
  if (!incoming.complete) incoming.resume()
  for (const work of deferred) runInBackground(work)
}

/**
 * Before Next sees a request: what it passes on as the client's address and protocol is what we know of them, and
 * not what the client wrote into these headers itself.
 */
export function stampClient(incoming: IncomingMessage): void {
  const { address, secure } = clientOf(peerOf(incoming), headerOf.bind(undefined, incoming))
  incoming.headers['x-forwarded-for'] = address
  incoming.headers['x-forwarded-proto'] = secure ? 'https' : 'http'
}

function peerOf({ socket }: IncomingMessage) {
  return { address: socket.remoteAddress ?? '', encrypted: socket instanceof TLSSocket }
}

function readRequest(incoming: IncomingMessage, defer: ApiRequest['defer']): ApiRequest {
  const url = incoming.url ?? '/'
  const split = url.indexOf('?')
  const header = headerOf.bind(undefined, incoming)
  const { address, secure } = clientOf(peerOf(incoming), header)
  return {
    method: incoming.method ?? 'GET',
    path: split < 0 ? url : url.slice(0, split),
    query: split < 0 ? emptyQuery : new URLSearchParams(url.slice(split + 1)),
    header,
    body: readBody.bind(undefined, incoming),
    address,
    secure,
    defer,
  }
}

/** Shared by all requests without a query: nobody writes into one. */
const emptyQuery = new URLSearchParams()

function headerOf(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** Stops reading at the limit: a body that is too large is never held in memory. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array | null> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return resolve(null)
      chunks.push(chunk)
    })
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}
