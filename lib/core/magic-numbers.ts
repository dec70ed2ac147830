import type { Mode } from './context'

export type TestOutcome =
  | 'delivered'
  | 'delivered_after_a_second'
  | 'undeliverable'
  | 'never_delivered'
  | 'recovers'
export type MagicNumber = { outcome: TestOutcome; expirySeconds?: number; rateLimited?: boolean }

/** The numbers that play a part in test mode, as the public contract names them. */
const magicNumbers: Record<string, MagicNumber> = {
  '+15550100001': { outcome: 'delivered' },
  '+15550100002': { outcome: 'undeliverable' },
  '+15550100003': { outcome: 'never_delivered' },
  '+15550100004': { outcome: 'delivered', expirySeconds: 5 },
  '+15550100005': { outcome: 'delivered', rateLimited: true },
  '+15550100006': { outcome: 'recovers' },
}

export function magicNumber(mode: Mode, phone: string): MagicNumber {
  return (mode === 'test' && magicNumbers[phone]) || { outcome: 'delivered_after_a_second' }
}
