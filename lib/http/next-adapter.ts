import { after, type NextRequest } from 'next/server'
import type { Endpoint } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { addressBehindPlatform, clientOf } from '@/lib/http/address'
import { handleCron } from '@/lib/http/cron'
import { handleHook } from '@/lib/http/hooks'
import { readStamp } from '@/lib/http/peer'
import { handle } from '@/lib/http/pipeline'
import { errorReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { streamOf } from '@/lib/http/stream-of'

type Handler = (request: NextRequest) => Promise<Response>

/** What a route file of the public API exports: its endpoints through the pipeline, and 405 for any other method. */
export function apiRoute(...endpoints: Endpoint[]) {
  return everyMethod((request) => serveNext(request, (apiRequest) => handle(apiRequest, endpoints)))
}

export const hookRoute = everyMethod((request) => serveNext(request, handleHook))
export const cronRoute = everyMethod((request) => serveNext(request, handleCron))

/** The 404 of paths that no route has, in the words of those that there are. */
export const noRoute = everyMethod(async () => {
  const { body, status, headers } = errorReply(new AppError('not_found'), newUuid())
  return new Response(body, { status, headers })
})

function everyMethod(handler: Handler) {
  return {
    GET: handler,
    HEAD: handler,
    OPTIONS: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
  }
}

async function serveNext(
  request: NextRequest,
  handler: (request: ApiRequest) => Promise<ApiReply>,
): Promise<Response> {
  const reply = await handler({
    method: request.method,
    path: request.nextUrl.pathname,
    query: request.nextUrl.searchParams,
    ...bodyOf(request),
    ...clientBehind(request.headers, request.nextUrl.protocol),
    defer: (work) => after(work),
  })
  const { status, headers } = reply
  const body = reply.pieces ? streamOf(reply.pieces, headers['request-id']) : reply.body
  return new Response(body, { status, headers })
}

/** Who is calling a route or a page of Next. */
export function clientBehind(headers: Headers, protocol = ''): Pick<ApiRequest, 'address' | 'secure'> {
  const header = (name: string) => headers.get(name) ?? undefined
  const peer = readStamp(headers)
  if (peer) return clientOf(peer, header)
  return { address: addressBehindPlatform(header), secure: protocol === 'https:' }
}

/** The headers and the body, as the pipeline reads them. */
export function bodyOf(request: NextRequest): Pick<ApiRequest, 'header' | 'body' | 'stream'> {
  return {
    header: (name) => request.headers.get(name) ?? undefined,
    body: (limit) => readBody(request, limit),
    stream: () => pieces(request),
  }
}

async function* pieces(request: NextRequest): AsyncGenerator<Uint8Array> {
  for await (const chunk of request.body ?? []) yield chunk
}

async function readBody(request: NextRequest, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
