import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 3 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="max-w-4xl animate-late p-5 md:px-6">
      <span className="sr-only">Loading security</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Security</h1>
      <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      <div className="mt-8 h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center gap-8 border-b px-2">
          <Skeleton className="w-40" />
          <Skeleton className="w-32" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  )
}
