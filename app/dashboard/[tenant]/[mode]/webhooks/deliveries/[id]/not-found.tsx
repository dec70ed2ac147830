import { policy } from '@/lib/core/policy'

export default function DeliveryNotFound() {
  return (
    <div className="grid max-w-xl gap-2 p-5 md:px-6">
      <h1 className="type-display text-2xl">No such delivery</h1>
      <p className="text-ink-2">
        This workspace has no delivery with that id in this mode. It may belong to the other mode, or be older
        than {policy.retention.webhookDays} days.
      </p>
    </div>
  )
}
