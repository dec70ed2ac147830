import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { policy } from '@/lib/core/policy'

/** What of node:http's own is looked at here. */
type Incoming = Readable & {
  method?: string
  url?: string
  headers: Record<string, string | string[] | undefined>
  complete: boolean
  socket: Socket
}

const bodyMilliseconds = 30_000
/** How long a file may take to come in, over a slow line too. */
export const uploadMilliseconds = policy.media.uploadSeconds * 1_000

const takesFiles = /^\/api\/(v1|dashboard\/[^/?]+\/[^/?]+)\/media\/?(\?|$)/

/**
 * Whoever sends anything but a file has half a minute for it, and is cut off then: what comes drop by drop keeps no
 * connection open. Node's own limit is the one for files.
 */
export function limitBodyTime(incoming: Incoming, milliseconds = bodyMilliseconds): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
  if ((length === undefined || length === '0') && encoding === undefined) return
  if (incoming.method === 'POST' && takesFiles.test(incoming.url ?? '')) return
  const timer = setTimeout(() => {
    if (incoming.complete) return
    incoming.socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    incoming.socket.destroySoon()
  }, milliseconds)
  timer.unref()
  incoming.once('close', () => clearTimeout(timer))
}
