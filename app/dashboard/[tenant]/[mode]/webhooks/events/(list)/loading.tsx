import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 10 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading the events</span>
      <div className="flex h-8 items-center justify-between">
        <h1 className="type-display text-2xl">Webhooks</h1>
      </div>
      <div className="flex h-11 items-end gap-6 border-b pb-2.5">
        <Skeleton className="w-16" />
        <Skeleton className="w-16" />
        <Skeleton className="w-12" />
        <Skeleton className="w-16" />
      </div>
      <div className="flex gap-2 pt-3.5 pb-2.5">
        <Skeleton className="h-8 w-28 rounded-md" />
        <Skeleton className="h-8 w-28 rounded-md" />
        <Skeleton className="h-8 w-28 rounded-md max-md:hidden" />
        <Skeleton className="h-8 w-28 rounded-md max-md:hidden" />
      </div>
      <div className="h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-10 items-center gap-8 border-b px-2">
          <Skeleton className="w-28" />
          <Skeleton className="w-32" />
          <Skeleton className="w-44 max-md:hidden" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  )
}
