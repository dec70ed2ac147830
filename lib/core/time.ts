/** ISO 8601 UTC with milliseconds and `Z`, the only form that leaves the house. */
export function toTimestamp(instant: Date): string
export function toTimestamp(instant: Date | null): string | null
export function toTimestamp(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString()
}

/** Whole seconds until then, at least 1: what `Retry-After` says. */
export function secondsUntil(instant: Date, now: Date = new Date()): number {
  return Math.max(1, Math.ceil((instant.getTime() - now.getTime()) / 1_000))
}
