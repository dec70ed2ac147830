import { createHmac } from 'node:crypto'

/** One text for all the ways to write the same JSON value: members in the order of their names. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/**
 * What tells one call's input from another's. Keyed, for the input may hold a code of six digits, which could be
 * found from a plain hash.
 */
export function fingerprintOf(key: Uint8Array, input: object): string {
  return createHmac('sha256', key).update(canonicalJson(input)).digest('base64url')
}

/** Refusals that change nothing and that the same call, made again, may not meet: they are not kept. */
export function isKept(status: number): boolean {
  return status < 500 && status !== 401 && status !== 422 && status !== 429
}
