import Link from 'next/link'
import type { Failure } from '@/lib/messages/schema'

const actors: Record<Failure['actor'], string> = {
  you: 'You must act',
  recipient: 'The recipient must act',
  meta: 'Meta must act',
  hawk_send: 'We must act',
}

type Props = {
  failure: Failure
  /** Where nothing above it says yet what happened. */
  withTitle?: boolean
}

/** Why something failed: who has to act, what they can do, and whether it may go through the next time. */
export function FailureNotice({ failure, withTitle }: Props) {
  return (
    <section
      aria-label="Why it failed"
      className="grid gap-1 border-danger border-s-2 bg-danger-soft px-3 py-2.5 text-sm"
    >
      <h3 className="font-semibold">{withTitle ? `${failure.title}.` : actors[failure.actor]}</h3>
      <p className="text-ink-2">
        {withTitle && `${actors[failure.actor]}. `}
        {failure.fix}
      </p>
      <p className="text-ink-2 text-xs">
        {failure.retryable ? 'A new send may succeed.' : 'A new send will fail the same way.'}
      </p>
      <p className="type-mono text-[0.6875rem] text-ink-2">
        {failure.code}
        {failure.provider_code !== null && (
          <>
            {' · '}
            <ProviderCode code={failure.provider_code} />
          </>
        )}
      </p>
    </section>
  )
}

/** Meta's own code, which leads to what the docs say of it. */
export function ProviderCode({ code }: { code: number }) {
  return (
    <Link
      href={`/docs/errors/meta#${code}`}
      prefetch={false}
      target="_blank"
      className="whitespace-nowrap underline decoration-control underline-offset-4 hover:decoration-ink"
    >
      Meta {code}
    </Link>
  )
}
