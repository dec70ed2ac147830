import { hkdfSync } from 'node:crypto'
import { env } from './env'

/** What a key of the ring is used for; each use gets a key of its own, so that none can stand in for another. */
export type KeyPurpose =
  | 'encryption-at-rest'
  | 'otp-code'
  | 'otp-pepper'
  | 'session-token'
  | 'proof-signing'
  | 'cursor'
  | 'idempotency'
  | 'csrf'
  | 'email-code'
  | 'email-pepper'
  | 'recovery-code'
  | 'audit-anchor'
  /** Names a person in a place that outlives them: an address in the audit log, an email among the throttles. */
  | 'pseudonym'

const derived = new Map<string, Buffer>()
let ring: Map<string, Buffer> | undefined

function keyRing(): Map<string, Buffer> {
  ring ??= new Map(
    env()
      .HAWK_KEYS.split(',')
      .map((pair) => {
        const separator = pair.indexOf(':')
        const key = Buffer.from(pair.slice(separator + 1), 'base64')
        if (key.length < 32) throw new Error('HAWK_KEYS: every key must have at least 32 bytes.')
        return [pair.slice(0, separator), key]
      }),
  )
  return ring
}

export function keyIds(): string[] {
  return [...keyRing().keys()]
}

export function currentKeyId(): string {
  const [first] = keyRing().keys()
  if (first === undefined) throw new Error('HAWK_KEYS is empty.')
  return first
}

/** The 32-byte key for one purpose. Throws when the ring no longer holds that key id. */
export function keyFor(purpose: KeyPurpose, keyId: string): Buffer {
  const name = `${keyId}/${purpose}`
  const known = derived.get(name)
  if (known) return known
  const root = keyRing().get(keyId)
  if (!root) throw new Error(`The key ring has no key ${keyId}.`)
  const key = Buffer.from(hkdfSync('sha256', root, '', `hawk-send/${purpose}`, 32))
  derived.set(name, key)
  return key
}
