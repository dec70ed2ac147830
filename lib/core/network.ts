import { BlockList } from 'node:net'
import { formatAddress, parseAddress, unmapped } from './address-range'

/** How much of an address is shown: the network, and not who in it. */
const shownBytes = { 4: 3, 16: 6 } as const

/** The /24 or /48 that an address is in; empty for what is no address. */
export function networkOf(address: string): string {
  const bytes = bytesOf(address)
  if (!bytes) return ''
  const kept = shownBytes[bytes.length === 4 ? 4 : 16]
  return `${formatAddress(bytes.map((byte, at) => (at < kept ? byte : 0)))}/${kept * 8}`
}

/** Whether it is an address that no network outside has: this machine's own, or one of a house or a company. */
export function isLocalAddress(address: string): boolean {
  const bytes = bytesOf(address)
  return bytes !== null && local.check(formatAddress(bytes), bytes.length === 4 ? 'ipv4' : 'ipv6')
}

function bytesOf(address: string): number[] | null {
  const bytes = parseAddress(address)
  return bytes && unmapped(bytes)
}

const local = new BlockList()
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  local.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  local.addSubnet(network, bits, 'ipv6')
