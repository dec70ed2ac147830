import type { Mode } from './context'

export type TestOutcome =
  | 'delivered'
  | 'delivered_after_a_second'
  | 'undeliverable'
  | 'never_delivered'
  | 'recovers'
  /** Meta refuses every call about it, with `providerCode`. */
  | 'refused'
  /** Meta takes it, and reports a failure with `providerCode`. */
  | 'reported_failed'
  | 'reported_twice'
  | 'read_before_delivered'
  | 'delivered_before_sent'
  | 'failed_after_delivered'

export type MagicNumber = {
  outcome: TestOutcome
  providerCode?: number
  expirySeconds?: number
  rateLimited?: boolean
  /** This person last wrote more than a day ago; to all others the window is open. */
  windowClosed?: boolean
}
export type NamedMagicNumber = MagicNumber & { number: string; label: string }

/** As the public contract names them. */
export const contractNumbers: readonly NamedMagicNumber[] = [
  { number: '+15550100001', label: 'Delivered', outcome: 'delivered' },
  { number: '+15550100002', label: 'Undeliverable', outcome: 'undeliverable', providerCode: 131026 },
  { number: '+15550100003', label: 'Sent, never delivered', outcome: 'never_delivered' },
  { number: '+15550100004', label: 'Expires after 5 s', outcome: 'delivered', expirySeconds: 5 },
  { number: '+15550100005', label: 'Refused: rate limited', outcome: 'delivered', rateLimited: true },
  { number: '+15550100006', label: 'Provider down, then back', outcome: 'recovers', providerCode: 131016 },
]

/** Reports do not come in the order in which things happened, nor once. */
export const disorderNumbers: readonly NamedMagicNumber[] = [
  { number: '+15550100201', label: 'Every report twice', outcome: 'reported_twice' },
  { number: '+15550100202', label: 'Read before delivered', outcome: 'read_before_delivered' },
  { number: '+15550100203', label: 'Delivered before sent', outcome: 'delivered_before_sent' },
  {
    number: '+15550100204',
    label: 'Failed after delivered',
    outcome: 'failed_after_delivered',
    providerCode: 131026,
  },
]

/** What messages meet and codes do not. */
export const messageNumbers: readonly NamedMagicNumber[] = [
  { number: '+15550100301', label: 'Window closed', outcome: 'delivered_after_a_second', windowClosed: true },
]

/** One number for each error of Meta's that a message can meet. They keep their numbers; new ones go to the end. */
const refusedWith = [
  0, 1, 2, 3, 4, 10, 33, 100, 190, 200, 368, 80007, 130403, 130429, 130472, 130497, 131000, 131005, 131008,
  131009, 131016, 131021, 131026, 131030, 131031, 131037, 131042, 131045, 131047, 131048, 131049, 131050,
  131053, 131056, 131057, 131062, 131063, 131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015,
  132016, 132018, 132068, 132069, 133010, 135000, 104, 613, 131020, 131044, 131051, 131055, 134100, 134101,
  134102, 137000,
] as const

/** These Meta finds out about only once it has taken the message. */
const reportedLater: readonly number[] = [130403, 130472, 131026, 131047, 131049, 131050, 131053, 137000]

export const providerErrorNumbers = refusedWith.map((providerCode, index) => ({
  number: `+15550100${101 + index}`,
  providerCode,
  outcome: reportedLater.includes(providerCode) ? ('reported_failed' as const) : ('refused' as const),
}))

const byNumber = new Map<string, MagicNumber>(
  [...contractNumbers, ...disorderNumbers, ...messageNumbers, ...providerErrorNumbers].map((magic) => [
    magic.number,
    magic,
  ]),
)

export function magicNumber(mode: Mode, phone: string): MagicNumber {
  return (mode === 'test' && byNumber.get(phone)) || { outcome: 'delivered_after_a_second' }
}
