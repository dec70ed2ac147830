import { ArrowRight } from 'lucide-react'
import type { AuditEntry } from '@/lib/audit/schema'
import { changesOf } from './changes'

/** Before and after, where they differ; of what is new, all of it. */
export function EntryChanges({ entry: { before, after } }: { entry: AuditEntry }) {
  if (before === null && after === null) return null
  const changes = changesOf(before, after)
  return (
    <section aria-label="What changed" className="grid min-w-0 content-start gap-1.5">
      <h3 className="font-semibold text-sm">{before === null ? 'As it was made' : 'What changed'}</h3>
      {changes.length === 0 ? (
        <p className="text-ink-2 text-sm">Saved as it was: nothing is different.</p>
      ) : (
        <dl className="border-t text-sm">
          {changes.map((change) => (
            <div key={change.name} className="grid gap-0.5 border-b py-1.5">
              <dt className="type-mono text-ink-3 text-xs [overflow-wrap:anywhere]">{change.name}</dt>
              <dd className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 [overflow-wrap:anywhere]">
                {before !== null && (
                  <>
                    <del className="text-ink-2 decoration-danger">
                      <span className="sr-only">before: </span>
                      {change.before ?? 'nothing'}
                    </del>
                    <ArrowRight aria-hidden className="size-3.5 shrink-0 text-ink-3 rtl:-scale-x-100" />
                  </>
                )}
                <ins className="font-medium no-underline">
                  <span className="sr-only">{before === null ? '' : 'after: '}</span>
                  {change.after ?? 'nothing'}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
