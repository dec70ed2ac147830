import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Networks that are not the public internet though the library takes them for it.
 * 168.63.129.16 is Azure's own host agent, which answers its machines alone; 3ffe::/16 was the 6bone (RFC 3701).
 */
const notPublic = ['168.63.129.16/32', '3ffe::/16'].map((range) => ipaddr.parseCIDR(range))

/** All that IANA has given out for the public internet (RFC 4291); everything else is refused unnamed. */
const globalUnicast = ipaddr.parseCIDR('2000::/3')

/**
 * Whether an address is plainly one of the public internet. What is private, reserved, a tunnel, a translation or
 * has an IPv4 address inside is not; nor is what cannot be read.
 */
export function isPublicAddress(text: string): boolean {
  // Stricter than the library, which also reads 0177.1 and addresses with a zone.
  if (isIP(text) === 0 || text.includes('%')) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  if (notPublic.some(([network, bits]) => isWithin(address, network, bits))) return false
  return address instanceof ipaddr.IPv4 || (isWithin(address, ...globalUnicast) && !isIsatap(address))
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, network: ipaddr.IPv4 | ipaddr.IPv6, bits: number) {
  return address.kind() === network.kind() && address.match(network, bits)
}

/** An interface id of ISATAP is an IPv4 address that a host may tunnel to (RFC 5214). */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x200) && parts[5] === 0x5efe
}
