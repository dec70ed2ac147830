import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** The body as it came. */
  text: string
}

const bodyLimit = 2_000_000

/** Null when the body is larger than anything the sandbox takes. */
export async function readCall(request: IncomingMessage): Promise<Call | null> {
  const url = new URL(`http://sandbox${request.url ?? '/'}`)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > bodyLimit) return null
    chunks.push(chunk)
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  }
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
