import { Check, X } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import type { SignatureExplanation } from '@/lib/webhooks/signature-schema'
import { InlineCode } from '../inline-code'

/** Whether it holds, what was looked at on the way, and what to do. */
export function Verdict({ found }: { found: SignatureExplanation }) {
  const isValid = found.verdict === 'valid'
  return (
    <div className="grid gap-5">
      <section
        aria-label="Verdict"
        className={cn(
          'grid gap-1 border-s-2 px-3 py-2.5',
          isValid ? 'border-primary bg-soft' : 'border-danger bg-danger-soft',
        )}
      >
        <h3 className="type-display text-[1.0625rem] leading-6">{found.title}</h3>
        <p className="text-ink-2 text-sm">
          <InlineCode text={found.detail} />
        </p>
        {found.fix && (
          <p className="pt-1 text-sm">
            <InlineCode text={found.fix} />
          </p>
        )}
        {!isValid && <p className="type-mono pt-1 text-[0.6875rem] text-ink-2">{found.verdict}</p>}
      </section>
      <ol aria-label="Steps" className="border-t text-sm">
        {found.steps.map(({ name, ok, detail }) => (
          <li key={name} className="grid grid-cols-[1.25rem_5.5rem_minmax(0,1fr)] gap-x-2 border-b py-2">
            {ok ? (
              <Check aria-hidden className="mt-0.5 size-4 text-primary" />
            ) : (
              <X aria-hidden className="mt-0.5 size-4 text-danger" />
            )}
            <span className="font-semibold">
              {name}
              <span className="sr-only">{ok ? ' holds' : ' does not hold'}</span>
            </span>
            <span className="text-ink-2 [overflow-wrap:anywhere]">
              <InlineCode text={detail} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
