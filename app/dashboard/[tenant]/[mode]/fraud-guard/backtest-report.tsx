'use client'

import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { policy } from '@/lib/core/policy'
import type { GuardBacktest } from '@/lib/otp/guard-schema'
import { ruleWords } from './words'

type Props = { report: GuardBacktest | null; base: string }
const number = new Intl.NumberFormat('en')

/** Announced as a whole once it is there. */
export function BacktestReport({ report, base }: Props) {
  return (
    <section
      aria-label="Back-test"
      aria-live="polite"
      className="grid gap-3 border-s-2 ps-5 lg:sticky lg:top-[calc(var(--banner)+1.5rem)]"
    >
      <h2 className="type-display text-[1.0625rem] leading-6">Back-test</h2>
      {report ? <Findings report={report} base={base} /> : <NotYet />}
    </section>
  )
}

function NotYet() {
  const { days, sends } = policy.otp.guard.backtest
  return (
    <p className="text-ink-2 text-sm">
      Before you enforce something, try it: your sends of the last {days} days, at most {number.format(sends)}
      , are judged again by the settings on this page. Nothing is saved, nobody is stopped.
    </p>
  )
}

function Findings({ report, base }: { report: GuardBacktest; base: string }) {
  if (report.evaluated === 0)
    return <p className="text-ink-2 text-sm">There were no sends in this time to try the settings on.</p>
  return (
    <>
      <p className="text-sm">
        Of {number.format(report.evaluated)} {report.evaluated === 1 ? 'send' : 'sends'},{' '}
        <strong>{number.format(report.blocked)}</strong> ({Math.round(report.blocked_ratio * 1_000) / 10} %)
        would have been stopped.
      </p>
      {report.blocked > 0 && <Wrongly count={report.verified_blocked} />}
      {report.truncated && <p className="text-ink-3 text-xs">There were more sends; these are the newest.</p>}
      <dl className="grid grid-cols-[1fr_auto] border-t text-sm">
        {report.by_rule.map(({ rule, blocked }) => (
          <div key={rule} className="col-span-2 grid min-h-8 grid-cols-subgrid items-center border-b">
            <dt>{ruleWords[rule]}</dt>
            <dd className="text-end tabular-nums">{number.format(blocked)}</dd>
          </div>
        ))}
      </dl>
      {report.examples.length > 0 && <Examples report={report} base={base} />}
    </>
  )
}

function Wrongly({ count }: { count: number }) {
  if (count === 0) return <p className="text-ink-2 text-sm">None of them was ever verified.</p>
  return (
    <p className="font-semibold text-danger text-sm">
      {number.format(count)} of them {count === 1 ? 'was' : 'were'} verified: people kept out wrongly.
    </p>
  )
}

function Examples({ report, base }: { report: GuardBacktest; base: string }) {
  return (
    <details className="text-sm">
      <summary className="min-h-8 font-semibold">
        {report.examples.length === 1 ? 'The send' : `The first ${report.examples.length} of them`}
      </summary>
      <ul className="grid gap-3 pt-2">
        {report.examples.map((example) => (
          <li key={example.otp_id} className="grid gap-0.5">
            <span className="flex flex-wrap items-center gap-x-3">
              <Link
                href={`${base}/otps?id=${example.otp_id}`}
                prefetch={false}
                className="type-mono text-xs underline underline-offset-4"
              >
                {example.to}
              </Link>
              {example.verified && <span className="font-semibold text-danger text-xs">verified</span>}
              <RelativeTime at={example.created_at} className="ms-auto text-ink-3 text-xs" />
            </span>
            {example.reasons.map(({ rule, detail }) => (
              <span key={rule} className="text-ink-2 text-xs">
                {detail}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  )
}
