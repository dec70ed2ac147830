import type { Call } from '../http/call'
import { parseJson } from '../http/call'

export type RequestEntry = {
  method: string
  path: string
  headers: Call['headers']
  body: unknown
  /** Null while the call is under way, and for good when the connection was broken instead of an answer. */
  status: number | null
  at: string
}

const mostRequests = 2000
const longestBody = 64_000

/** The calls the app made, secrets included: this is a test tool. */
export class Requests {
  #entries: RequestEntry[] = []

  add(call: Call): RequestEntry {
    const query = call.query.toString()
    const entry = {
      method: call.method,
      path: query ? `${call.path}?${query}` : call.path,
      headers: call.headers,
      body: readBody(call.text),
      status: null,
      at: new Date().toISOString(),
    }
    this.#entries.push(entry)
    if (this.#entries.length > mostRequests) this.#entries.shift()
    return entry
  }

  /** Newest first. */
  list(limit: number): RequestEntry[] {
    return this.#entries.slice(-limit).reverse()
  }

  reset(): void {
    this.#entries = []
  }
}

function readBody(text: string): unknown {
  if (text === '') return null
  if (text.length > longestBody) return `${text.slice(0, longestBody)}…`
  return parseJson(text) ?? text
}
