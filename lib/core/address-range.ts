/** One line of an allow-list, in the one form in which it is kept, or why it cannot be one. */
export type AddressRange = { ok: true; range: string } | { ok: false; message: string }

/**
 * Reads an IPv4 or IPv6 address or a CIDR. IPv6 is put into its shortest form, and an IPv4 address that is written as
 * IPv6 (`::ffff:1.2.3.4`) into IPv4. Nothing is guessed: what could mean two things is refused.
 */
export function parseAddressRange(text: string): AddressRange {
  const slash = text.indexOf('/')
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash))
  if (!address) return refuse('Not an IPv4 or IPv6 address, like 203.0.113.7 or 2001:db8::/48.')
  if (slash < 0) return { ok: true, range: formatAddress(unmapped(address)) }

  const written = text.slice(slash + 1)
  const longest = address.length * 8
  const bits = /^(0|[1-9]\d{0,2})$/.test(written) ? Number(written) : Number.NaN
  if (!(bits <= longest)) return refuse(`The prefix is a whole number from 1 to ${longest}.`)
  return checkPrefix(address, bits)
}

function checkPrefix(address: number[], bits: number): AddressRange {
  const plain = unmapped(address)
  if (plain !== address && bits < 96)
    return refuse('This reaches beyond the IPv4 addresses; write those as IPv4.')
  const prefix = plain === address ? bits : bits - 96
  if (prefix === 0) return refuse('A prefix of 0 allows every address; leave the list empty for that.')
  const network = withoutHostBits(plain, prefix)
  if (network.some((byte, at) => byte !== plain[at]))
    return refuse(
      `Bits are set behind the prefix. Write ${formatAddress(network)}/${prefix} for the network, ` +
        `or ${formatAddress(plain)} for the one address.`,
    )
  const isOne = prefix === plain.length * 8
  return { ok: true, range: isOne ? formatAddress(plain) : `${formatAddress(plain)}/${prefix}` }
}

/** Its 4 or 16 bytes, or null. Zones and leading zeros, which some read as octal, are no part of an address. */
export function parseAddress(text: string): number[] | null {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

function parseIpv4(text: string): number[] | null {
  const parts = text.split('.')
  const isOctet = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255
  return parts.length === 4 && parts.every(isOctet) ? parts.map(Number) : null
}

function parseIpv6(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head = [], tail = []] = halves.map((half, at) => parseGroups(half, at === halves.length - 1) ?? [-1])
  const missing = 16 - head.length - tail.length
  if (head.includes(-1) || tail.includes(-1)) return null
  // The `::` stands for at least one group of zeros.
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

/** The bytes of groups with colons between them; the last may be written as an IPv4 address. */
function parseGroups(text: string, isLast: boolean): number[] | null {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [at, group] of groups.entries()) {
    const ipv4 = isLast && at === groups.length - 1 && group.includes('.') ? parseIpv4(group) : null
    if (ipv4) bytes.push(...ipv4)
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    } else return null
  }
  return bytes
}

/** The IPv4 address within an IPv4-mapped one; any other as it is. */
export function unmapped(address: number[]): number[] {
  const isMapped = address.length === 16 && address.slice(0, 12).every((byte, at) => byte === mapping[at])
  return isMapped ? address.slice(12) : address
}

const mapping = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

function withoutHostBits(address: number[], prefix: number): number[] {
  return address.map((byte, at) => {
    const kept = Math.min(8, Math.max(0, prefix - at * 8))
    return byte & (0xff00 >> kept) & 255
  })
}

/** The network around an address, as `203.0.113.0/24`, or null for what is no address. */
export function networkAround(text: string, prefix: { v4: number; v6: number }): string | null {
  const address = parseAddress(text)
  if (!address) return null
  const plain = unmapped(address)
  const bits = plain.length === 4 ? prefix.v4 : prefix.v6
  return `${formatAddress(withoutHostBits(plain, bits))}/${bits}`
}

/** IPv6 as RFC 5952 writes it, which is how every URL does. */
export function formatAddress(address: number[]): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((address[at * 2] ?? 0) << 8) | (address[at * 2 + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

function refuse(message: string): AddressRange {
  return { ok: false, message }
}
