import type { Severity, SubjectKind } from '@/lib/alerts/schema'
import { policy } from '@/lib/core/policy'

/** The screens where something can be done about an alert, by their segment of the dashboard. */
export type AlertScreen =
  | 'api-keys'
  | 'security'
  | 'team'
  | 'requests'
  | 'fraud-guard'
  | 'audit-log'
  | 'webhooks'

export type AlertRule = {
  title: string
  /** When it alerts, with its numbers. */
  explanation: string
  advice: string
  severity: Severity
  about: SubjectKind
  /** So much of one thing within so long is an alert. */
  atLeast: number
  windowSeconds: number
  /** While the same is seen again within that time, its alert grows; after it, there is a new one. */
  dedupeSeconds: number
  /** Whether its count is all that was seen, or the most that was seen at once. */
  counts: 'all' | 'most'
  screens: readonly AlertScreen[]
  /** Whose alert it is. */
  for: 'workspace' | 'house' | 'both'
}

const { rules } = policy.alerts
const hour = 3_600
const number = new Intl.NumberFormat('en')
const minutes = (seconds: number) => (seconds === 60 ? 'a minute' : `${seconds / 60} minutes`)

/** What one event is enough for. */
const once = { atLeast: 1, windowSeconds: hour, dedupeSeconds: hour, counts: 'all' } as const
const often = (atLeast: number, windowSeconds: number) =>
  ({ atLeast, windowSeconds, dedupeSeconds: Math.max(windowSeconds, 900), counts: 'all' }) as const

/** Every rule that watches. The docs, the screen and the mails are printed from this table. */
export const alertRules = {
  token_reuse: {
    title: 'A session’s token was used twice',
    explanation:
      'A refresh token that had been turned in before was turned in again. Somebody else may hold a copy; the session was ended.',
    advice:
      'Ask the person whether it was them. If not, they should change their password and end all sessions.',
    severity: 'critical',
    about: 'user',
    ...once,
    screens: ['security', 'team'],
    for: 'workspace',
  },
  failed_sign_ins: {
    title: 'Many failed sign-ins',
    explanation: `${rules.failedSignIns.atLeast} or more sign-ins failed within ${minutes(rules.failedSignIns.windowSeconds)} for one account or from one address.`,
    advice: 'Ask the person whether it was them. A second factor keeps out whoever guesses a password.',
    severity: 'warning',
    about: 'user',
    ...often(rules.failedSignIns.atLeast, rules.failedSignIns.windowSeconds),
    screens: ['security', 'team'],
    for: 'both',
  },
  sign_in_after_failures: {
    title: 'A sign-in succeeded after many failures',
    explanation: `Somebody gave the right password after ${rules.signInAfterFailures.failures} or more failed tries within ${minutes(rules.signInAfterFailures.windowSeconds)}.`,
    advice:
      'Ask the person whether it was them. If not, end their sessions and have them reset their password.',
    severity: 'warning',
    about: 'user',
    ...once,
    screens: ['security', 'team'],
    for: 'workspace',
  },
  new_country_sign_in: {
    title: 'An admin signed in from a new country',
    explanation: 'An owner or admin signed in from a country that they had never signed in from.',
    advice:
      'Ask the person whether it was them. If not, end their sessions and have them reset their password.',
    severity: 'warning',
    about: 'user',
    ...once,
    screens: ['security', 'team'],
    for: 'workspace',
  },
  unauthorized_calls: {
    title: 'Many calls without a valid key',
    explanation: `More than ${rules.unauthorizedCalls.moreThan} calls without a valid API key came from one address within ${minutes(rules.unauthorizedCalls.windowSeconds)}. The address is no longer listened to.`,
    advice: 'See whether the network belongs to a customer whose key has ended, or to somebody who guesses.',
    severity: 'notice',
    about: 'network',
    ...often(rules.unauthorizedCalls.moreThan + 1, rules.unauthorizedCalls.windowSeconds),
    screens: [],
    for: 'house',
  },
  foreign_ids: {
    title: 'A key asks for objects that are not there',
    explanation: `One API key asked within ${minutes(rules.foreignIds.windowSeconds)} for more than ${rules.foreignIds.moreThan} different ids that do not exist in this workspace. So does somebody who tries whether another’s objects open.`,
    advice: 'Look at the calls of this key. If they are not yours, revoke it.',
    severity: 'warning',
    about: 'key',
    ...often(rules.foreignIds.moreThan + 1, rules.foreignIds.windowSeconds),
    screens: ['requests', 'api-keys'],
    for: 'workspace',
  },
  key_from_new_networks: {
    title: 'A key is used from several new networks',
    explanation: `Within ${minutes(rules.keyNetworks.windowSeconds)} one API key was used from ${rules.keyNetworks.atLeast} or more networks (IPv4 /16, IPv6 /32) that it was not used from in the last ${policy.alerts.keyNetworks.days} days. The first network of a key is not new.`,
    advice:
      'See whether your servers have moved. If not, the key has leaked: revoke it, and restrict the next one to your addresses.',
    severity: 'warning',
    about: 'key',
    ...often(rules.keyNetworks.atLeast, rules.keyNetworks.windowSeconds),
    screens: ['api-keys', 'requests'],
    for: 'workspace',
  },
  send_volume: {
    title: 'Far more is sent than usual',
    explanation: `In the last hour more was sent in live mode than ${rules.sendVolume.times} times the hourly mean of the ${rules.sendVolume.meanOfDays} days before. Below ${number.format(rules.sendVolume.floor)} an hour it stays silent.`,
    advice:
      'If this is no launch of yours, somebody may be pumping: set caps or allowed countries in the fraud guard.',
    severity: 'warning',
    about: 'workspace',
    ...once,
    counts: 'most',
    screens: ['fraud-guard', 'requests'],
    for: 'workspace',
  },
  verify_failures: {
    title: 'Most codes that are entered are wrong',
    explanation: `Of ${number.format(rules.verifyFailures.attempts)} or more codes checked in live mode within the last hour, more than ${rules.verifyFailures.moreThanRatio * 100} % were wrong. So it looks when somebody guesses, or when a form mangles codes.`,
    advice: 'Look at who is entering codes. Codes of 6 or more digits resist guessing.',
    severity: 'warning',
    about: 'workspace',
    ...once,
    counts: 'most',
    screens: ['fraud-guard', 'requests'],
    for: 'workspace',
  },
  bad_signatures: {
    title: 'Many webhooks with a wrong signature',
    explanation: `More than ${rules.badSignatures.moreThan} calls within ${minutes(rules.badSignatures.windowSeconds)} claimed to come from a provider and were not signed by it. Nothing in them was believed.`,
    advice:
      'See whether the app secret was changed at the provider. Until it matches, no delivery report arrives.',
    severity: 'critical',
    about: 'provider',
    ...often(rules.badSignatures.moreThan + 1, rules.badSignatures.windowSeconds),
    screens: [],
    for: 'house',
  },
  unseal_failure: {
    title: 'A stored secret could not be decrypted',
    explanation:
      'A value that was sealed in the database did not open: it was altered or moved, or its key has left the key ring.',
    advice: 'Tell us. What depends on this secret does not work until it is stored anew.',
    severity: 'critical',
    about: 'place',
    ...once,
    screens: [],
    for: 'both',
  },
  audit_chain_break: {
    title: 'The audit log does not hold together',
    explanation: 'A row of the audit log was altered, removed or cut off: the chain of hashes breaks there.',
    advice: 'Keep your exports of the log, and tell us at once.',
    severity: 'critical',
    about: 'place',
    ...once,
    screens: ['audit-log'],
    for: 'both',
  },
  export_after_credential_change: {
    title: 'Data was taken out or deleted soon after a change of credentials',
    explanation: `Somebody exported or deleted data within ${rules.exportAfterChange.withinHours} hours after their password or second factor was changed. So does whoever takes over an account.`,
    advice: 'Ask the person whether it was them. If not, end their sessions and remove them from the team.',
    severity: 'warning',
    about: 'user',
    ...once,
    screens: ['team', 'audit-log', 'security'],
    for: 'workspace',
  },
  secret_after_endpoint_change: {
    title: 'A webhook was redirected and its secret looked at',
    explanation: 'Within an hour after a webhook endpoint was changed, its signing secret was looked at.',
    advice: 'See whether the endpoint’s address is yours. If not, put it back and rotate the secret.',
    severity: 'warning',
    about: 'endpoint',
    ...once,
    screens: ['webhooks', 'audit-log'],
    for: 'workspace',
  },
} as const satisfies Record<string, AlertRule>

export type RuleId = keyof typeof alertRules
export const ruleIds = Object.keys(alertRules).filter(isRuleId)

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(alertRules, text)
}

/** The rule of a row; null for one that there is no longer. */
export function findRule(id: string): AlertRule | null {
  return isRuleId(id) ? alertRules[id] : null
}
