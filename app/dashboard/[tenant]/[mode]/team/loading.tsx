import { Skeleton } from '@/components/ui/skeleton'

const rows = Array.from({ length: 4 }, (_, index) => `row-${index}`)

export default function Loading() {
  return (
    <div role="status" className="max-w-6xl animate-late p-5 md:px-6">
      <span className="sr-only">Loading the team</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Team</h1>
      <Skeleton className="mt-5 h-4 w-96 max-w-full" />
      <div className="mt-4 h-8 border-b" />
      {rows.map((row) => (
        <div key={row} className="flex h-10 items-center gap-8 border-b px-2">
          <Skeleton className="w-48" />
          <Skeleton className="ms-auto w-20" />
        </div>
      ))}
    </div>
  )
}
