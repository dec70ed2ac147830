import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 8 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading the templates</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Templates</h1>
      <div className="flex gap-2 pt-3.5 pb-2.5">
        <Skeleton className="h-8 w-28 rounded-md" />
        <Skeleton className="h-8 w-28 rounded-md" />
      </div>
      <div className="h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center gap-8 border-b px-2">
          <Skeleton className="w-44" />
          <Skeleton className="w-24" />
          <Skeleton className="w-40 max-md:hidden" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  )
}
