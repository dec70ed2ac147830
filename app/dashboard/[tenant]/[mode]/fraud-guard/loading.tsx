import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 6 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading the fraud guard</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Fraud guard</h1>
      <Skeleton className="mt-5 h-4 w-96 max-w-full" />
      <div className="mt-4 h-36 max-w-2xl border" />
      {rows.map((row) => (
        <div key={row} className="flex h-16 max-w-2xl items-center gap-8 border-b px-2">
          <Skeleton className="w-32" />
          <Skeleton className="ms-auto w-40" />
        </div>
      ))}
    </div>
  )
}
