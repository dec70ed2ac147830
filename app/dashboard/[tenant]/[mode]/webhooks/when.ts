import { z } from 'zod'
import { firstValue } from '@/components/list/page-trail'

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** A minute of UTC in a URL, as a browser's own field for it writes them. */
export const Minute = firstValue.pipe(z.string().refine(isMinute).optional().catch(undefined))

function isMinute(text: string): boolean {
  return form.test(text) && !Number.isNaN(Date.parse(`${text}Z`))
}

type Span = { from?: string | undefined; until?: string | undefined }

/** What the verbs are asked: the last minute belongs to it. */
export function createdWithin({ from, until }: Span) {
  return {
    createdAfter: from && new Date(`${from}Z`).toISOString(),
    createdBefore: until && new Date(Date.parse(`${until}Z`) + 60_000).toISOString(),
  }
}

export function whenWords({ from, until }: Span): string | undefined {
  const [start, end] = [from, until].map((at) => at?.replace('T', ' '))
  if (start && end) return `${start} to ${end}`
  if (start) return `since ${start}`
  return end && `until ${end}`
}

export const whenPresets = [
  ['Last hour', 1],
  ['Last 24 hours', 24],
  ['Last 7 days', 168],
] as const

export function hoursBefore(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString().slice(0, 16)
}
