import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading imports</span>
      <h1 className="type-display text-2xl">Contacts</h1>
      <div className="h-11 border-b" />
      <div className="grid gap-4 pt-6">
        <Skeleton className="h-40 w-full rounded-lg" />
        <Skeleton className="h-8 w-64" />
      </div>
    </div>
  )
}
