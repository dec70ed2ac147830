import { oncePerProcess } from '@/lib/core/once-per-process'

/** The server's own copy of the code delivers; what emits may be in another, made by Next. */
const engine = oncePerProcess<{ wake?: () => void }>('webhook-engine', () => ({}))

/** From now on this process delivers what it emits as soon as that is committed. The job sees to what this misses. */
export function deliverWhenEmitted(wake: () => void): void {
  engine.wake = wake
}

/** Never throws, and costs next to nothing where nobody delivers. */
export function kick(): void {
  engine.wake?.()
}
