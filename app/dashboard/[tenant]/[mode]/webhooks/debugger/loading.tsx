import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="grid max-w-6xl animate-late gap-4 p-5 md:px-6">
      <span className="sr-only">Loading the signature debugger</span>
      <div className="flex h-8 items-center">
        <h1 className="type-display text-2xl">Webhooks</h1>
      </div>
      <div className="flex h-8 items-end gap-6 border-b pb-2.5">
        <Skeleton className="w-16" />
        <Skeleton className="w-16" />
        <Skeleton className="w-12" />
        <Skeleton className="w-16" />
      </div>
      <Skeleton className="h-5 w-48" />
      <div className="grid gap-4 lg:w-1/2">
        <Skeleton className="h-28 rounded-md" />
        <Skeleton className="h-40 rounded-md" />
        <Skeleton className="h-9 rounded-md" />
      </div>
    </div>
  )
}
