import { BlockList } from 'node:net'
import { formatAddress, parseAddress, parseAddressRange, unmapped } from './address-range'

/** Whether an address is on the list. */
export type AddressList = (address: string) => boolean

/**
 * Makes a list of ranges ready to be asked. Nothing on it means everything; what cannot be read allows nothing, and
 * an address that cannot be read is on no list. An IPv4 address is the same whether it comes as IPv4 or as
 * `::ffff:1.2.3.4`, and no range of IPv6 holds it.
 */
export function compileAddressList(ranges: readonly string[]): AddressList {
  if (ranges.length === 0) return () => true
  // One list a family: a single one also holds IPv4 addresses against ranges of IPv6.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() }
  for (const text of ranges) {
    const parsed = parseAddressRange(text)
    if (!parsed.ok) continue
    const [network = '', bits] = parsed.range.split('/')
    const family = familyOf(network)
    if (bits === undefined) lists[family].addAddress(network, family)
    else lists[family].addSubnet(network, Number(bits), family)
  }
  return (text) => {
    const bytes = parseAddress(text)
    if (!bytes) return false
    const address = formatAddress(unmapped(bytes))
    const family = familyOf(address)
    return lists[family].check(address, family)
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4'
}
