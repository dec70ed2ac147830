import type { Dispatcher, Pool } from 'undici'
import { cutConnection } from '@/lib/gateways/outbound-client'
import { type OutboundError, OutboundFault } from '@/lib/gateways/outbound-connect'

export type OutboundAnswer =
  | {
      outcome: 'answered'
      statusCode: number
      /** Names in lower case; what came several times is joined by commas. */
      headers: Record<string, string>
      /** The first bytes of it, as text that Postgres takes. */
      body: string
      /** There was more. */
      truncated: boolean
      milliseconds: number
    }
  | { outcome: 'failed'; error: OutboundError; milliseconds: number }

export type Exchange = {
  path: string
  headers: string[]
  body: string
  timeoutMilliseconds: number
  readBytes: number
  signal?: AbortSignal | undefined
}

/**
 * One POST, timed from here to the last byte, over a connection of the pool. Always answers, once and in time. The
 * handler is undici's lowest: no stream is made for an answer that is seldom longer than a line.
 */
export function exchange(pool: Pool, { signal, ...asked }: Exchange): Promise<OutboundAnswer> {
  return new Promise((resolve) => {
    const began = performance.now()
    const pieces: Buffer[] = []
    let size = 0
    let statusCode = 0
    let headers: Record<string, string> = {}
    let isOver = false
    let isConnected = false

    function end(answer: OutboundError | { truncated: boolean }) {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
      const milliseconds = Math.round(performance.now() - began)
      if (typeof answer === 'string') return resolve({ outcome: 'failed', error: answer, milliseconds })
      const body = asText(pieces, asked.readBytes)
      const whole: OutboundAnswer = {
        outcome: 'answered',
        statusCode,
        headers,
        body,
        ...answer,
        milliseconds,
      }
      // The pool has the connection back at the end of this turn: whoever posts again at once takes the same one.
      setImmediate(() => setImmediate(() => resolve(whole)))
    }
    /** Drops the connection with it: nothing more is read from it. */
    function stop(answer: OutboundError | { truncated: boolean }) {
      end(answer)
      if (isConnected) cutConnection(handler)
    }
    const handler: Dispatcher.DispatchHandlers = {
      onConnect: (abort) => {
        isConnected = true
        // Its time was over before there was a connection: nothing is sent.
        if (isOver) abort()
      },
      onHeaders: (status, raw) => {
        if (status < 200) return true
        statusCode = status
        headers = readHeaders(raw)
        return true
      },
      onData: (piece) => {
        if (isOver) return true
        pieces.push(piece)
        size += piece.length
        if (size > asked.readBytes) stop({ truncated: true })
        return true
      },
      onComplete: () => end({ truncated: false }),
      onError: (cause) => end(wordFor(cause, isConnected)),
    }
    const timer = setTimeout(() => stop('timeout'), asked.timeoutMilliseconds)
    const giveUp = () => stop('connection_lost')
    if (signal?.aborted) return giveUp()
    signal?.addEventListener('abort', giveUp)
    pool.dispatch({ method: 'POST', path: asked.path, headers: asked.headers, body: asked.body }, handler)
  })
}

function wordFor(cause: Error, wasConnected: boolean): OutboundError {
  if (cause instanceof OutboundFault) return cause.word
  if (isUnreadable(cause)) return 'invalid_answer'
  return wasConnected ? 'connection_lost' : 'connection_failed'
}

/** undici's own words: more headers than we read, or not the length that they say. */
const unreadable = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'])

/** HPE_ is the parser's. A 100 that nobody asked for is one of undici's bad responses. */
function isUnreadable(cause: Error): boolean {
  const code = 'code' in cause ? String(cause.code) : ''
  const isBadResponse = code === 'UND_ERR_SOCKET' && /^bad (response|upgrade)$/.test(cause.message)
  return code.startsWith('HPE_') || unreadable.has(code) || isBadResponse
}

function readHeaders(raw: Buffer[]): Record<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = asLatin(raw[at]).toLowerCase()
    const value = asLatin(raw[at + 1])
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(headers)
}

function asLatin(bytes: Buffer | undefined): string {
  return withoutNul(bytes?.toString('latin1') ?? '')
}

/** A character that the limit cuts in two becomes the sign for what cannot be read, like all that is not UTF-8. */
function asText(pieces: Buffer[], limit: number): string {
  const [first, ...more] = pieces
  if (first === undefined) return ''
  const whole = more.length === 0 ? first : Buffer.concat(pieces)
  return withoutNul(whole.toString('utf8', 0, Math.min(whole.length, limit)))
}

/** The one character that Postgres keeps in no text. */
function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}
