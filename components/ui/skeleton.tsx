import { cn } from '@/components/ui/cn'

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-3 rounded-sm hatch-quiet', className)} />
}
