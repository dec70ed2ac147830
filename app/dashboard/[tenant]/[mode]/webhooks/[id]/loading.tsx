import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 6 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="grid max-w-6xl animate-late gap-5 p-5 md:px-6">
      <span className="sr-only">Loading the endpoint</span>
      <Skeleton className="h-8 w-32" />
      <Skeleton className="h-7 w-96 max-w-full" />
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-14 w-full" />
      <div>
        {rows.map((row) => (
          <div key={row} className="flex h-10 items-center gap-8 border-b px-2">
            <Skeleton className="w-24" />
            <Skeleton className="w-40 max-md:w-24" />
            <Skeleton className="ms-auto w-16" />
          </div>
        ))}
      </div>
    </div>
  )
}
