import type { Failure } from '@/lib/messages/schema'

const actors: Record<Failure['actor'], string> = {
  you: 'You must act',
  recipient: 'The recipient must act',
  meta: 'Meta must act',
  hawk_send: 'We must act',
}

export function FailureNotice({ failure }: { failure: Failure }) {
  return (
    <section
      aria-label="Why it failed"
      className="grid gap-1 border-danger border-s-2 bg-danger-soft px-3 py-2.5 text-sm"
    >
      <h3 className="font-semibold">{actors[failure.actor]}</h3>
      <p className="text-ink-2">{failure.fix}</p>
      <p className="text-ink-2 text-xs">
        {failure.retryable ? 'A new send may succeed.' : 'A new send will fail the same way.'}
      </p>
      <p className="type-mono text-[0.6875rem] text-ink-2">
        {failure.code}
        {failure.provider_code !== null && ` · Meta ${failure.provider_code}`}
      </p>
    </section>
  )
}
