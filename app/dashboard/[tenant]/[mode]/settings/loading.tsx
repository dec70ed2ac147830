import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" className="grid max-w-4xl animate-late gap-4 p-5 md:px-6">
      <span className="sr-only">Loading the settings</span>
      <h1 className="type-display flex h-8 items-center text-2xl">Settings</h1>
      <div className="grid gap-4 border-t py-6 md:ps-[14rem]">
        <Skeleton className="h-9 w-full max-w-lg" />
        <Skeleton className="h-9 w-full max-w-lg" />
      </div>
    </div>
  )
}
