import { policy } from '@/lib/core/policy'

export default function AlertNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such alert</h1>
      <p className="text-ink-2">
        This workspace has no alert with that id. It may be older than {policy.alerts.days} days.
      </p>
    </div>
  )
}
