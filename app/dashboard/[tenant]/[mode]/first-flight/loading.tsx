import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="grid animate-late gap-6 p-5 md:px-6">
      <span className="sr-only">Loading the first flight</span>
      <h1 className="type-display text-2xl">First flight</h1>
      {['key', 'request', 'code'].map((step) => (
        <div key={step} className="grid gap-3 border-t pt-5">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-16 w-full max-w-xl" />
        </div>
      ))}
    </div>
  )
}
