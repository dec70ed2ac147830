import { Secret, TOTP } from 'otpauth'
import { equalSecrets } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'

const { digits, periodSeconds, stepsEitherWay } = policy.secondFactor.totp
/** What every app knows, whether or not it reads it from the address (RFC 6238). */
const common = { issuer: 'Hawk Send', algorithm: 'SHA1', digits, period: periodSeconds }

/** What the QR code of a set-up says. */
export function totpAddress(secret: string, email: string): string {
  return new TOTP({ ...common, label: email, secret: Secret.fromBase32(secret) }).toString()
}

/** The steps in which this code is the right one, of those that clocks may differ by. */
export function stepsOf(secret: string, code: string, now: Date): number[] {
  const totp = new TOTP({ ...common, secret: Secret.fromBase32(secret) })
  const current = Math.floor(now.getTime() / 1_000 / periodSeconds)
  return Array.from(
    { length: 2 * stepsEitherWay + 1 },
    (_, index) => current - stepsEitherWay + index,
  ).filter((step) => equalSecrets(totp.generate({ timestamp: step * periodSeconds * 1_000 }), code))
}
