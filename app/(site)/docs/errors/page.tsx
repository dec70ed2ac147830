import type { Metadata } from 'next'
import { errorTable } from '@/lib/core/errors'
import { TextLink } from '../prose'

export const metadata: Metadata = { title: 'Errors' }

export default function ErrorsPage() {
  const rows = Object.entries(errorTable).sort(([, one], [, other]) => one.status - other.status)
  return (
    <main className="mx-auto grid w-full max-w-[60rem] content-start gap-6 px-5 py-10 md:px-8 md:py-14">
      <div className="grid gap-3">
        <h1 className="type-display text-3xl">Errors</h1>
        <p className="max-w-[62ch] text-base text-ink-2">
          A refusal is <span className="type-mono text-sm">application/problem+json</span>. Its code never
          changes its meaning; branch on it, and show nobody its title.
        </p>
        <p className="max-w-[62ch] text-base text-ink-2">
          What fails later, at Meta, is told in a message’s <span className="type-mono text-sm">failure</span>
          : <TextLink href="/docs/errors/meta">Meta’s errors, in plain words</TextLink>.
        </p>
      </div>
      <ul className="border-t">
        {rows.map(([code, { status, title, retryable }]) => (
          <li
            key={code}
            className="grid grid-cols-[3rem_1fr] gap-x-3 gap-y-0.5 border-b py-2.5 md:grid-cols-[3rem_17rem_1fr_auto] md:items-baseline"
          >
            <span className="type-mono text-ink-3 text-sm">{status}</span>
            <TextLink href={`/docs/errors/${code}`} className="type-mono w-fit break-all text-sm">
              {code}
            </TextLink>
            <span className="text-ink-2 text-sm max-md:col-start-2">{title}</span>
            <span className="text-ink-3 text-xs max-md:col-start-2">
              {retryable ? 'Try again later' : ''}
            </span>
          </li>
        ))}
      </ul>
    </main>
  )
}
