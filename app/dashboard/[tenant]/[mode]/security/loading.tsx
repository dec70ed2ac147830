import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="animate-late grid gap-6 p-5 md:px-6">
      <span className="sr-only">Loading security</span>
      <h1 className="type-display flex h-7 items-center text-2xl">Security</h1>
      <div className="grid max-w-3xl gap-3">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-4 w-96 max-w-full" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    </div>
  )
}
