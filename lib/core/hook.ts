import type { Defer } from './context'

/** A door for a provider: it proves itself by a signature over the raw bytes, not by a key. */
export type Hook = {
  method: 'GET' | 'POST'
  path: string
  bodyLimitBytes: number
  run: (request: HookRequest) => Promise<HookReply>
}

export type HookRequest = {
  query: URLSearchParams
  header: (name: string) => string | undefined
  body: Uint8Array
  defer: Defer
}

export type HookReply = { status: number; contentType: string; body: string }
