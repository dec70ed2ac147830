import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { oncePerProcess } from '@/lib/core/once-per-process'
import type { Peer } from '@/lib/http/address'
import { isForgery, peerHeader } from '@/lib/http/own-headers'

/** Next does not say who is at the other end of the connection; our own server tells it, in a header. */
const stamping = oncePerProcess('peers-are-stamped', () => ({ isOn: false }))

type Incoming = { headers: Record<string, string | string[] | undefined>; socket: Socket }

/** Writes over whatever the client may have sent by that name, and takes away what else it cannot mean to tell us. */
export function stampPeer(incoming: Incoming): void {
  for (const name of Object.keys(incoming.headers)) if (isForgery(name)) delete incoming.headers[name]
  stamping.isOn = true
  const { socket } = incoming
  const protocol = socket instanceof TLSSocket ? 'https' : 'http'
  incoming.headers[peerHeader] = `${protocol} ${socket.remoteAddress ?? ''}`
}

/** What `stampPeer` wrote; undefined where a server that is not ours, which stamps nothing, calls us. */
export function readStamp(headers: Headers): Peer | undefined {
  if (!stamping.isOn) return undefined
  const [protocol, address = ''] = (headers.get(peerHeader) ?? '').split(' ')
  return { address, encrypted: protocol === 'https' }
}
