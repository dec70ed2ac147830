import { Skeleton } from '@/components/ui/skeleton'

const rows = ['w-64', 'ms-auto w-48', 'w-40', 'ms-auto w-72', 'w-56']

export default function Loading() {
  return (
    <div role="status" className="animate-late grid gap-5 p-5 md:px-6">
      <span className="sr-only">Loading the conversation</span>
      <Skeleton className="h-8 w-56 rounded-md" />
      <div className="grid gap-4 border-t pt-6">
        {rows.map((row) => (
          <Skeleton key={row} className={`h-12 rounded-lg ${row}`} />
        ))}
      </div>
    </div>
  )
}
