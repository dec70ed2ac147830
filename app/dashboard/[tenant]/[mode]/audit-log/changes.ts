export type Change = { name: string; before: string | null; after: string | null }

type Values = Record<string, unknown> | null

/** What is different after, a line each; members of members by their whole path. A list is compared as a whole. */
export function changesOf(before: Values, after: Values): Change[] {
  const [old, current] = [linesOf(before), linesOf(after)]
  return [...new Set([...old.keys(), ...current.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? null, after: current.get(name) ?? null }))
    .filter((change) => change.before !== change.after)
}

function linesOf(values: Values, prefix = ''): Map<string, string> {
  const lines = new Map<string, string>()
  for (const [name, value] of Object.entries(values ?? {})) {
    const path = `${prefix}${name}`
    if (isRecord(value)) for (const [below, text] of linesOf(value, `${path}.`)) lines.set(below, text)
    else lines.set(path, textOf(value))
  }
  return lines
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  if (value === null) return 'none'
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value)
  return value.length === 0 ? 'none' : value.map(textOf).join(', ')
}
