import { policy } from '@/lib/core/policy'

/** An answer as it went out, and as whoever repeats the call gets it again. */
export type Answer = { status: number; body: string }

const printable = new RegExp(`^[\\x20-\\x7e]{1,${policy.api.idempotency.keyLength}}$`)

export function isIdempotencyKey(text: string): boolean {
  return printable.test(text)
}
