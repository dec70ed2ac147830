import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 9 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="grid max-w-5xl animate-late gap-5 p-5 md:px-6">
      <span className="sr-only">Loading the number</span>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-8 w-72" />
      <div>
        {rows.map((row) => (
          <div key={row} className="flex h-14 items-center gap-8 border-b">
            <Skeleton className="w-28" />
            <Skeleton className="w-40" />
          </div>
        ))}
      </div>
    </div>
  )
}
