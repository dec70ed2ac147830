import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TLSSocket } from 'node:tls'
import { runInBackground } from '@/lib/core/background'
import { log } from '@/lib/core/log'
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
  if (reply.pieces) await sendPieces(response, reply, reply.pieces)
  else {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
    if (!incoming.complete) await letFinish(incoming)
    // As text, the body leaves in one write with the head.
    response.end(incoming.method === 'HEAD' ? undefined : reply.body)
  }
  for (const work of deferred) runInBackground(work)
}

/**
 * Nobody reads ahead of whoever takes it. What fails on the way breaks the connection off, so that half a file is not
 * taken for a whole one; who goes away meanwhile lets go of the rest.
 */
async function sendPieces(
  response: ServerResponse,
  { status, headers }: ApiReply,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  response.writeHead(status, headers)
  try {
    await pipeline(Readable.from(pieces, { objectMode: false, highWaterMark: 65_536 }), response)
  } catch (error) {
    if (!response.closed) response.destroy()
    const isGone = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (!isGone) log.error('a file broke off', { requestId: headers['request-id'], err: error })
  }
}

const patienceMilliseconds = 2_000

/**
 * Who is refused while still writing would find the connection broken before the answer can be read. What comes is
 * thrown away, for a while.
 */
function letFinish(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMilliseconds)
    const finish = () => {
      clearTimeout(timer)
      resolve()
    }
    incoming.once('end', finish).once('close', finish).resume()
  })
}

function readRequest(incoming: IncomingMessage, defer: ApiRequest['defer']): ApiRequest {
  const url = incoming.url ?? '/'
  const split = url.indexOf('?')
  const header = headerOf.bind(undefined, incoming)
  const peer = {
    address: incoming.socket.remoteAddress ?? '',
    encrypted: incoming.socket instanceof TLSSocket,
  }
  const { address, secure } = clientOf(peer, header)
  return {
    method: incoming.method ?? 'GET',
    path: split < 0 ? url : url.slice(0, split),
    query: split < 0 ? emptyQuery : new URLSearchParams(url.slice(split + 1)),
    header,
    body: readBody.bind(undefined, incoming),
    // Whoever stops reading is still to be answered over the same connection.
    stream: () => incoming.iterator({ destroyOnReturn: false }),
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
