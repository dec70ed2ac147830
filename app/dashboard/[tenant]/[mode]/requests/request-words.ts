import { formatDuration } from '@/components/format-duration'
import { shortenId } from '@/components/id-text'

export type KeyNames = ReadonlyMap<string, string>

export function nameOfKey(keys: KeyNames, id: string | null): string {
  return id === null ? '—' : (keys.get(id) ?? shortenId(id))
}

export function durationOf(milliseconds: number): string {
  return milliseconds < 1 ? '<1 ms' : formatDuration(Math.round(milliseconds))
}

/** A query may hold a phone number, which no list shows. */
export function pathWithoutQuery(path: string): string {
  return path.replace(/\?.*$/, '')
}
