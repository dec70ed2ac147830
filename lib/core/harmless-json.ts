/** How deep JSON may lie before the rest of it is left out: nothing that we know goes half as deep. */
const depthLimit = 32

/**
 * The same JSON without what Postgres and `JSON.stringify` cannot hold: NULs go, halves of surrogate pairs become
 * U+FFFD, and what lies deeper than 32 levels becomes null.
 */
export function harmlessJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return harmlessText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= depthLimit) return null
  if (Array.isArray(value)) return value.map((item) => harmlessJson(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [harmlessText(name), harmlessJson(item, depth + 1)]),
  )
}

function harmlessText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
