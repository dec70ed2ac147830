import type { Defer } from '@/lib/core/context'

/** A request as every door hands it in, whether it came by node:http or through Next. */
export type ApiRequest = {
  method: string
  /** Without the query, as it was sent. */
  path: string
  query: URLSearchParams
  /** Names in lower case; a header sent twice is joined with a comma. */
  header: (name: string) => string | undefined
  /** Reads at most `limit` bytes; null when there are more. */
  body: (limit: number) => Promise<Uint8Array | null>
  /** The body as it comes, for those who do not want to hold it. Either this or `body` is read, and once. */
  stream: () => AsyncIterable<Uint8Array>
  /** The client's address, proxies we trust taken into account. */
  address: string
  /** Whether the client's connection is encrypted, as far as we or a trusted proxy can tell. */
  secure: boolean
  defer: Defer
}

export type ApiReply = {
  status: number
  headers: Record<string, string>
  body: string
  /** In place of the body, what is sent as it comes. */
  pieces?: AsyncIterable<string | Uint8Array>
}
