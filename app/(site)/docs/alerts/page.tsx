import type { Metadata } from 'next'
import { type AlertRule, alertRules, ruleIds } from '@/lib/alerts/rule-schema'
import { permissions } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'

export const metadata: Metadata = { title: 'Alerts' }

const { withinSeconds, days, signalDays, perRuleAndHour } = policy.alerts
const roles = new Intl.ListFormat('en', { type: 'disjunction' })

export default function AlertsDocs() {
  return (
    <main className="mx-auto grid max-w-[70ch] gap-4 px-5 py-16 text-base">
      <h1 className="type-display text-2xl">Alerts</h1>
      <p>
        {ruleIds.length} rules watch over the API and over every workspace, live and test mode together. What
        one of them finds is an alert within {withinSeconds} seconds, on the workspace’s alerts page. Warnings
        and critical alerts are mailed to its owners, once.
      </p>
      <p>
        While the same goes on, its alert grows: it counts on, and says when it was last seen. Once it has
        been quiet for as long as the rule says, there is a new one. Of more than {perRuleAndHour} alerts of
        one rule within an hour the rest share one.
      </p>

      <Heading>The rules</Heading>
      <dl className="grid gap-6">
        {ruleIds.map((id) => (
          <Rule key={id} id={id} rule={alertRules[id]} />
        ))}
      </dl>

      <Heading>What an alert says</Heading>
      <p>
        Which rule, about which key, person or network, how often, and when first and last. Never a secret, a
        code, a phone number or an email address; of IP addresses the network alone. Alerts are kept for{' '}
        {days} days, what they were made from for {signalDays}.
      </p>

      <Heading>Who sees them</Heading>
      <p>
        They are shown to the role {roles.format(permissions['alerts.read'].roles)}, and acknowledged by the
        role {roles.format(permissions['alerts.write'].roles)}: who did, and when, stands in the audit log.
        What concerns the service itself goes to us.
      </p>
    </main>
  )
}

function Heading({ children }: { children: string }) {
  return <h2 className="type-display pt-6 text-[1.0625rem] leading-6">{children}</h2>
}

const audience = {
  workspace: 'told to the workspace',
  house: 'told to us',
  both: 'told to the workspace, and to us',
} as const

function Rule({ id, rule }: { id: string; rule: AlertRule }) {
  return (
    <div id={id} className="grid scroll-mt-20 gap-1 border-s-2 ps-4">
      <dt className="font-semibold">{rule.title}</dt>
      <dd className="grid gap-1 text-ink-2">
        <span className="text-ink-3 text-sm">
          <code className="type-mono">{id}</code> · {rule.severity} · {audience[rule.for]} · a new one after{' '}
          {minutesOf(rule.dedupeSeconds)}
        </span>
        <span>{rule.explanation}</span>
        <span>{rule.advice}</span>
      </dd>
    </div>
  )
}

function minutesOf(seconds: number): string {
  return seconds % 3_600 === 0 ? `${seconds / 3_600} h` : `${seconds / 60} min`
}
