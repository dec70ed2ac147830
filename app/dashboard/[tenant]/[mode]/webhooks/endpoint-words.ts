import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'

/** `All events`, one by its name, or how many. */
export function eventsText(events: readonly string[]): string {
  if (events.includes('*')) return 'All events'
  const [first] = events
  return events.length === 1 && first ? first : `${events.length} events`
}

/** Without what all have in common. */
export function shortUrl(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '')
}

export function hostOf({ url }: Pick<EndpointObject, 'url'>): string {
  return URL.canParse(url) ? new URL(url).host : url
}

/** `30 s`, `1 min`, `5 days`: of what the policy says, which is round. */
export function roundDuration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${seconds / 60} min`
  const hours = seconds / 3_600
  if (hours < 24) return hours === 1 ? '1 hour' : `${hours} hours`
  const days = hours / 24
  return days === 1 ? '1 day' : `${days} days`
}
