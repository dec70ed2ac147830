import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { policy } from './policy'

const derive = promisify(pbkdf2)
const encoded = /^pbkdf2_sha256\$([1-9]\d{0,8})\$([^$]{1,128})\$([0-9A-Za-z+/]{43}=)$/

/** A password in Django's encoding, `pbkdf2_sha256$iterations$salt$hash`, which Django itself accepts. */
export async function hashPassword(
  password: string,
  {
    iterations = policy.passwords.iterations,
    salt = randomSalt(),
  }: { iterations?: number; salt?: string } = {},
): Promise<string> {
  const hash = await derive(password, salt, iterations, 32, 'sha256')
  return `pbkdf2_sha256$${iterations}$${salt}$${hash.toString('base64')}`
}

export async function matchesPassword(password: string, stored: string): Promise<boolean> {
  const [, iterations, salt, expected] = encoded.exec(stored) ?? []
  if (!iterations || !salt || !expected) return false
  const actual = await derive(password, salt, Number(iterations), 32, 'sha256')
  return timingSafeEqual(actual, Buffer.from(expected, 'base64'))
}

function randomSalt(): string {
  return randomBytes(24).toString('base64url').replaceAll(/[-_]/g, '0').slice(0, 22)
}
