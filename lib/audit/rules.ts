import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

export const firstHash = '0'.repeat(64)

/** The hash that a row has in its chain: over the one before and the canonical JSON (RFC 8785) of what it says. */
export function chainHash(previousHash: string, row: object): string {
  return createHash('sha256')
    .update(previousHash)
    .update(canonicalize(row) ?? '')
    .digest('hex')
}
