import { z } from 'zod'
import { parsed } from '@/lib/webhooks/signature-mistakes'

const Pairs = z.record(z.string(), z.string())

/**
 * Headers as people paste them: a line each, as `name: value`, also with the marks that curl or a browser puts around
 * them, or as one JSON object. Several lines of one name are kept, apart by a line end.
 */
export function readHeaderText(text: string): Record<string, string> {
  const pairs = Pairs.safeParse(parsed(text))
  if (pairs.success) return pairs.data
  const headers = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^[\s<>*"'{]*([\w-]+)["']?\s*[:=]\s*(.*)$/.exec(line) ?? []
    if (!name || value === undefined) continue
    const key = name.toLowerCase()
    const bare = value.replace(/^["'](.*?)["'][,\s}]*$/, '$1').trim()
    headers.set(key, headers.has(key) ? `${headers.get(key)}\n${bare}` : bare)
  }
  return Object.fromEntries(headers)
}
