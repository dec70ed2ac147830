import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading</span>
      <h1 className="type-display flex h-7 items-center text-2xl">Connect a number</h1>
      <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      <Skeleton className="mt-8 h-10 w-[42rem] max-w-full" />
      <Skeleton className="mt-3 h-10 w-[42rem] max-w-full" />
    </div>
  )
}
