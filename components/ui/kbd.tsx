import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return <kbd className={cn('type-mono text-[0.625rem] text-ink-3 leading-none', className)}>{children}</kbd>
}
