import type { TemplateDetail } from '@/lib/templates/schema'

/** What is wrong with it, why, and what to do; nothing where nothing is. */
export function TemplateNotice({ template }: { template: TemplateDetail }) {
  const { status, rejected_reason, status_detail, fix, category_change } = template
  const last = template.timeline.at(-1)
  const refusedEdit = last?.status === 'edit_refused' ? last.detail : null
  return (
    <>
      {(rejected_reason || fix) && (
        <section
          aria-label={status === 'rejected' ? 'Why it was rejected' : 'What to do'}
          className="grid max-w-[80ch] gap-1 rounded-md border border-danger bg-danger-soft px-3 py-2.5 text-sm"
        >
          {rejected_reason && <p className="font-semibold">{rejected_reason}</p>}
          {fix && <p className="text-ink-2">{fix}</p>}
          {status_detail && (
            <p className="text-ink-2">
              {template.mode === 'test' ? 'Test mode' : 'Meta'} says: <q>{status_detail}</q>
            </p>
          )}
        </section>
      )}
      {refusedEdit && (
        <section
          aria-label="The last edit"
          className="grid max-w-[80ch] gap-1 rounded-md border border-amber bg-amber-soft px-3 py-2.5 text-sm"
        >
          <p className="font-semibold">Meta did not take the last edit, and the text before it stays.</p>
          <p className="text-ink-2">{refusedEdit}</p>
        </section>
      )}
      {category_change && (
        <section
          aria-label="Change of category"
          className="grid max-w-[80ch] gap-1 rounded-md border border-amber bg-amber-soft px-3 py-2.5 text-sm"
        >
          <p className="font-semibold">
            Meta will count it as {category_change.to}
            {category_change.at && ` from ${category_change.at.slice(0, 10)} on`}.
          </p>
          <p className="text-ink-2">
            Its price changes with it. A template for codes that leaves authentication is no longer sent; a
            spare takes its place, where there is one.
          </p>
        </section>
      )}
    </>
  )
}
