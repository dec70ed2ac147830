import { randomBytes } from 'node:crypto'

/** An id as Meta makes them: the person's digits and a random number, wrapped in a few fixed bytes. */
export function newWamid(direction: 'outbound' | 'inbound', personDigits: string): string {
  const isOutbound = direction === 'outbound'
  const unique = isOutbound ? randomBytes(9).toString('hex') : `3A${randomBytes(9).toString('hex')}`
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, personDigits.length]),
    Buffer.from(personDigits),
    Buffer.from([0x15, 0x02, 0x00, isOutbound ? 0x11 : 0x12, 0x18, unique.length]),
    Buffer.from(unique.toUpperCase()),
    Buffer.from([0x00]),
  ])
  return `wamid.${bytes.toString('base64')}`
}
