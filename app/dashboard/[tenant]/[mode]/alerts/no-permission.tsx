import { EmptyState } from '@/components/ui/empty-state'
import { whoMay } from '@/lib/core/permissions'

export function NoPermission() {
  return (
    <section aria-labelledby="title" className="grid gap-4 p-5 md:px-6">
      <h1 id="title" className="type-display text-2xl">
        Alerts
      </h1>
      <div className="border-t pt-8">
        <EmptyState title="Your role does not show alerts">
          <p>{whoMay('alerts.read')} An owner or admin can give you one.</p>
        </EmptyState>
      </div>
    </section>
  )
}
