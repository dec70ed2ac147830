import type { LookupFunction, Socket } from 'node:net'
import { connect as connectTcp, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { policy } from '@/lib/core/policy'
import { isPublicAddress } from '@/lib/gateways/outbound-address'
import type { ResolveName } from '@/lib/gateways/outbound-names'
import { bareHost } from '@/lib/gateways/outbound-url'

export type OutboundError =
  | 'url_not_allowed'
  | 'name_not_resolved'
  | 'connection_failed'
  | 'tls_failed'
  | 'timeout'
  | 'connection_lost'
  | 'invalid_answer'

/** Carries the one word that a tenant may read of what went wrong. */
export class OutboundFault extends Error {
  constructor(readonly word: OutboundError) {
    super(word)
  }
}

export type Guard = { allowPrivate: boolean; resolve: ResolveName; ca?: string }

/** The addresses of a host that may be connected to: all of them, or none. Throws an OutboundFault. */
export async function allowedAddresses({ allowPrivate, resolve }: Guard, host: string): Promise<string[]> {
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => [])
  if (addresses.length === 0) throw new OutboundFault('name_not_resolved')
  if (!allowPrivate && !addresses.every(isPublicAddress)) throw new OutboundFault('url_not_allowed')
  return addresses
}

/**
 * Makes connections to checked addresses alone. The name is resolved and checked inside the socket's own lookup, so
 * that what was checked is what is connected to; and since no socket looks up an address, a host that is one is
 * checked before. TLS sessions are not kept: a resumed one is not asked for its name again.
 */
export function makeConnector(guard: Guard): buildConnector.connector {
  const lookup: LookupFunction = (hostname, _, callback) => {
    allowedAddresses(guard, hostname).then(
      (addresses) =>
        callback(
          null,
          addresses.map(withFamily).sort((a, b) => a.family - b.family),
        ),
      (fault) => callback(fault, []),
    )
  }
  return ({ hostname, protocol, port }, callback) => {
    const host = bareHost(hostname)
    const open = () =>
      openSocket({ host, port, isTls: protocol === 'https:', lookup, ca: guard.ca }, callback)
    if (isIP(host) === 0) open()
    else allowedAddresses(guard, host).then(open, (fault) => callback(fault, null))
  }
}

function withFamily(address: string) {
  return { address, family: isIP(address) }
}

type Opening = { host: string; port: string; isTls: boolean; lookup: LookupFunction; ca: string | undefined }

function openSocket({ host, port, isTls, lookup, ca }: Opening, callback: buildConnector.Callback) {
  const { connectMilliseconds, addressMilliseconds } = policy.webhooks.outbound
  const where = {
    host,
    port: Number(port || (isTls ? 443 : 80)),
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: addressMilliseconds,
  }
  const socket: Socket = isTls
    ? connectTls({
        ...where,
        ...(isIP(host) ? {} : { servername: host }),
        ...(ca === undefined ? {} : { ca }),
        ALPNProtocols: ['http/1.1'],
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
      })
    : connectTcp(where)
  let isConnected = false
  let isTold = false
  const tell = (fault: OutboundFault | null) => {
    if (isTold) return
    isTold = true
    clearTimeout(timer)
    if (fault) callback(fault, null)
    else callback(null, socket)
  }
  const fail = (cause?: Error) => {
    const word = isConnected && isTls ? 'tls_failed' : 'connection_failed'
    tell(cause instanceof OutboundFault ? cause : new OutboundFault(word))
    socket.destroy()
  }
  const timer = setTimeout(fail, connectMilliseconds)
  socket.setNoDelay(true).setKeepAlive(true, 60_000)
  socket.once('connect', () => {
    isConnected = true
  })
  socket.once(isTls ? 'secureConnect' : 'connect', () => tell(null))
  // Stays for good: a socket's error without a listener would end the process.
  socket.on('error', (cause) => fail(cause))
  socket.once('close', () => fail())
}
