import crypto, {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { currentKeyId, keyFor } from './key-ring'

export function sha256Hex(value: string | Uint8Array): string {
  return oneShot ? oneShot('sha256', value) : createHash('sha256').update(value).digest('hex')
}

/** A quarter of the time of a Hash object (0.36 µs of 1.34), and younger than the oldest Node that we run on. */
const oneShot: typeof crypto.hash | undefined = crypto.hash

/** Compares secrets without telling by the time taken where they differ. */
export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right))
}

function sha256(value: string): Buffer {
  return createHash('sha256').update(value).digest()
}

/** Each part preceded by its length, so that no two different lists of parts give the same bytes. */
export function lengthPrefixed(...parts: string[]): Buffer {
  const bytes = Buffer.allocUnsafe(parts.reduce((size, part) => size + 4 + Buffer.byteLength(part), 0))
  let end = 0
  for (const part of parts) {
    const start = bytes.writeUInt32BE(Buffer.byteLength(part), end)
    end = start + bytes.write(part, start)
  }
  return bytes
}

/** Where a sealed value lives. It is part of what is authenticated: moved to another row, it no longer opens. */
export type SealedPlace = { table: string; column: string; tenantId: string; rowId: string }

function associatedData(place: SealedPlace): Buffer {
  return lengthPrefixed('hawk-seal-v1', place.table, place.column, place.tenantId, place.rowId)
}

/** AES-256-GCM as `v1.<key id>.<iv>.<ciphertext>.<tag>`, parts in base64url. */
export function seal(place: SealedPlace, plaintext: string): string {
  const keyId = currentKeyId()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('encryption-at-rest', keyId), iv)
  cipher.setAAD(associatedData(place))
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))
  return ['v1', keyId, ...parts].join('.')
}

/** Throws when the value was altered, belongs to another place, or its key has left the ring. */
export function unseal(place: SealedPlace, sealed: string): string {
  const [version, keyId, iv, ciphertext, tag, ...rest] = sealed.split('.')
  if (version !== 'v1' || !keyId || !iv || ciphertext === undefined || !tag || rest.length > 0)
    throw new Error('The sealed value is malformed.')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyFor('encryption-at-rest', keyId),
    Buffer.from(iv, 'base64url'),
    { authTagLength: 16 },
  )
  decipher.setAAD(associatedData(place))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString(
    'utf8',
  )
}
