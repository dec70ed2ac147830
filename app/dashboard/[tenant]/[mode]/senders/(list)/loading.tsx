import { Skeleton } from '@/components/ui/skeleton'

const cards = Array.from({ length: 3 }, (_, index) => `card-${index}`)

export default function Loading() {
  return (
    <div role="status" className="animate-late p-5 md:px-6">
      <span className="sr-only">Loading senders</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Senders</h1>
      <Skeleton className="mt-4 h-4 w-96 max-w-full" />
      <div className="mt-4 grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3">
        {cards.map((card) => (
          <Skeleton key={card} className="h-52 w-full" />
        ))}
      </div>
    </div>
  )
}
