import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="grid max-w-6xl animate-late gap-6 p-5 md:px-6">
      <span className="sr-only">Loading Home</span>
      <h1 className="type-display text-2xl">Home</h1>
      <Skeleton className="h-5 w-80 max-w-full" />
      <div className="grid gap-6 border-t pt-5 md:grid-cols-3">
        {['sent', 'delivered', 'verified'].map((figure) => (
          <div key={figure} className="grid gap-3">
            <Skeleton className="w-20" />
            <Skeleton className="h-8 w-28" />
            <Skeleton className="h-8 w-full" />
          </div>
        ))}
      </div>
    </div>
  )
}
