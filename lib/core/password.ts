import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { env } from './env'
import { policy } from './policy'

/** What is stretched into a hash of 32 bytes by PBKDF2 with SHA-256. */
export type Derivation = { password: string; salt: string; iterations: number }
/** Where the work is done: the server hands in its own threads. */
export type Derive = (derivation: Derivation) => Promise<Uint8Array>

const encoded = /^pbkdf2_sha256\$([1-9]\d{0,8})\$([^$]{1,128})\$([0-9A-Za-z+/]{43}=)$/
/** 22 letters out of 62 are 131 bits. */
const saltLength = 22

const stretch = promisify(pbkdf2)
/** On the threads that names are looked up with as well: for commands and tests, that hash little. */
const onSharedThreads: Derive = ({ password, salt, iterations }) =>
  stretch(password, salt, iterations, 32, 'sha256')

/** A password in Django's encoding, `pbkdf2_sha256$iterations$salt$hash`, which Django itself accepts. */
export async function hashPassword(
  password: string,
  {
    iterations = currentIterations(),
    salt = randomSalt(),
    derive = onSharedThreads,
  }: { iterations?: number; salt?: string; derive?: Derive } = {},
): Promise<string> {
  const hash = await derive({ password, salt, iterations })
  return `pbkdf2_sha256$${iterations}$${salt}$${Buffer.from(hash).toString('base64')}`
}

/**
 * A wrong password takes the time of a hash made today, also where it is compared with one that was made when fewer
 * iterations were enough: by the time, nobody tells an old account from one that is not there.
 */
export async function matchesPassword(
  password: string,
  stored: string,
  { derive = onSharedThreads }: { derive?: Derive } = {},
): Promise<boolean> {
  const parts = partsOf(stored)
  if (!parts) return false
  const { salt, iterations, hash } = parts
  const actual = await derive({ password, salt, iterations })
  if (timingSafeEqual(actual, Buffer.from(hash, 'base64'))) return true
  const missing = currentIterations() - iterations
  if (missing > 0) await derive({ password, salt, iterations: missing })
  return false
}

/** Whether a stored hash was made with less work, or less salt, than we would put into it today. */
export function isOutdated(stored: string): boolean {
  const parts = partsOf(stored)
  return !parts || parts.iterations < currentIterations() || parts.salt.length < saltLength
}

/** Takes as long to compare with as any real one, so that an unknown address cannot be told by the time. */
export function nobodysHash(): string {
  return `pbkdf2_sha256$${currentIterations()}$${'a'.repeat(saltLength)}$${'A'.repeat(43)}=`
}

/** In the place of a hash where there is none, as Django writes it: no password matches. */
export const unusablePassword = '!'

export function currentIterations(): number {
  return env().PASSWORD_ITERATIONS ?? policy.passwords.iterations
}

function partsOf(stored: string) {
  const [, iterations, salt, hash] = encoded.exec(stored) ?? []
  return iterations && salt && hash ? { iterations: Number(iterations), salt, hash } : null
}

function randomSalt(): string {
  return randomBytes(24).toString('base64url').replaceAll(/[-_]/g, '0').slice(0, saltLength)
}
