import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  /** The body as it came. */
  text: string
  /** The same as bytes: of a form, whose text is left empty. */
  bytes: Buffer
}

const bodyLimit = 2_000_000
/** Files come as forms. */
const formLimit = 110_000_000

/** Null when the body is larger than anything the sandbox takes. */
export async function readCall(request: IncomingMessage): Promise<Call | null> {
  const url = new URL(`http://sandbox${request.url ?? '/'}`)
  const isForm = /^multipart\//i.test(request.headers['content-type'] ?? '')
  const limit = isForm || url.pathname === '/_sandbox/media' ? formLimit : bodyLimit
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text: isForm ? '' : bytes.toString('utf8'),
    bytes,
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
