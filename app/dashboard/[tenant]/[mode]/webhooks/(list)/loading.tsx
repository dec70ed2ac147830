import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 4 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading webhooks</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Webhooks</h1>
      <div className="mt-4 h-8 border-b" />
      <Skeleton className="mt-4 h-4 w-96 max-w-full" />
      <div className="mt-4 h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-14 items-center gap-8 border-b px-2">
          <Skeleton className="w-64 max-md:w-40" />
          <Skeleton className="w-24 max-md:hidden" />
          <Skeleton className="ms-auto w-20" />
        </div>
      ))}
    </div>
  )
}
