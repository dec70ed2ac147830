import { BlockList, isIP } from 'node:net'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'

type Peer = { address: string; encrypted: boolean }
type Client = { address: string; secure: boolean }

/** Who is calling: the peer itself, unless it is a proxy we trust, whose word for its own client then counts. */
export function clientOf(peer: Peer, header: (name: string) => string | undefined): Client {
  const direct = withoutMapping(peer.address)
  if (env().TRUSTED_PROXIES === '') return { address: direct, secure: peer.encrypted }
  if (!isTrusted(direct)) return { address: direct, secure: peer.encrypted }
  const chain = (header('x-forwarded-for') ?? '').split(',').map((part) => withoutMapping(part.trim()))
  // What stands before the first entry that is not a proxy of ours was written by the client itself.
  const client = chain.reverse().find((address) => !isTrusted(address)) ?? ''
  return { address: isIP(client) ? client : direct, secure: header('x-forwarded-proto') === 'https' }
}

function withoutMapping(address: string): string {
  return address.includes('.') ? address.replace(/^::ffff:(?=\d+\.)/i, '') : address
}

function isTrusted(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && trustedProxies().check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function trustedProxies(): BlockList {
  return oncePerProcess('trusted-proxies', () => {
    const list = new BlockList()
    for (const cidr of env()
      .TRUSTED_PROXIES.split(',')
      .map((part) => part.trim())) {
      const [address = '', bits] = cidr.split('/')
      const family = isIP(address)
      if (family === 0) continue
      list.addSubnet(address, Number(bits ?? (family === 6 ? 128 : 32)), family === 6 ? 'ipv6' : 'ipv4')
    }
    return list
  })
}
