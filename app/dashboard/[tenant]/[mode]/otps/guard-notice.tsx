import type { GuardVerdict } from '@/lib/otp/schema'

/** What the fraud guard would have done, had it not only been watching. */
export function GuardNotice({ verdict }: { verdict: GuardVerdict }) {
  return (
    <section
      aria-label="What the fraud guard says"
      className="grid gap-1 border-amber border-s-2 bg-sunken px-3 py-2.5 text-sm"
    >
      <h3 className="font-semibold">The fraud guard would have stopped this</h3>
      {verdict.reasons.map(({ rule, detail }) => (
        <p key={rule} className="text-ink-2">
          {detail}
        </p>
      ))}
      <p className="text-ink-2 text-xs">It was only watching: the message went out.</p>
    </section>
  )
}
