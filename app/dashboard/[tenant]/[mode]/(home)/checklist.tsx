import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DismissChecklist } from './dismiss-checklist'
import type { ShownStep } from './steps'

type Props = {
  steps: ShownStep[]
  /** Where it is put away; null for who may not. */
  path: string | null
}

/** The first step that is open has the button; each ticks itself once it is done. */
export function Checklist({ steps, path }: Props) {
  const next = steps.find(({ done }) => !done)
  return (
    <section aria-labelledby="checklist" className="grid max-w-2xl gap-3">
      <header className="flex items-end justify-between gap-3">
        <div>
          <h2 id="checklist" className="type-display text-[1.0625rem] leading-6">
            Get ready to send
          </h2>
          <p className="text-ink-3 text-sm">
            {steps.filter(({ done }) => done).length} of {steps.length} done
          </p>
        </div>
        {path && <DismissChecklist path={path} />}
      </header>
      <ol className="border-t">
        {steps.map((item) => (
          <li
            key={item.step}
            className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5"
          >
            <Tick done={item.done} />
            <span className={cn('min-w-0 flex-1', item.done ? 'text-ink-3' : 'font-medium')}>
              {item.title}
              {item.done && <span className="sr-only"> (done)</span>}
            </span>
            {!item.done && (
              <Button asChild variant={item === next ? 'primary' : 'secondary'}>
                <Link href={item.href} prefetch={false}>
                  {item.action}
                </Link>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The arrowhead of the flight path: an outline until it has landed. */
function Tick({ done }: { done: boolean }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 17 17"
      className={cn('size-4 shrink-0', done ? 'text-primary' : 'text-control')}
    >
      {done ? (
        <path d="M0 0 17 8.5 0 17 4.4 8.5Z" fill="currentColor" />
      ) : (
        <path d="M1.7 2 15 8.5 1.7 15l3.3-6.5Z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
    </svg>
  )
}
