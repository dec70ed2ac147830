import type { Mode } from '@/lib/core/context'

/** The body of POST /messages, as whoever types it may have it: anything that is an object. */
export type RequestBody = Record<string, unknown>

const path = '/api/v1/messages'

export function firstRequest(mode: Mode): RequestBody {
  return mode === 'test'
    ? { to: '+15550100001', type: 'text', text: { body: 'Hello from test mode' } }
    : { to: '+14155550100', type: 'text', text: { body: 'Hello!' } }
}

export function curlOf(body: RequestBody, origin: string): string {
  return [
    `curl ${origin}${path} \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`,
  ].join('\n')
}

export function typescriptOf(body: RequestBody, origin: string): string {
  const json = JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')
  return [
    `const response = await fetch('${origin}${path}', {`,
    "  method: 'POST',",
    '  headers: {',
    "    Authorization: 'Bearer ' + apiKey,",
    "    'Content-Type': 'application/json',",
    '  },',
    `  body: JSON.stringify(${json}),`,
    '})',
  ].join('\n')
}

/** The body in one of these snippets, as somebody has changed it; null while it cannot be read. */
export function readRequest(code: string): RequestBody | null {
  const curl = /-d '([\s\S]*)'\s*$/.exec(code)?.[1]?.replaceAll("'\\''", "'")
  const typescript = /JSON\.stringify\(([\s\S]*)\),?\s*\}\)\s*;?\s*$/.exec(code)?.[1]
  return parseObject(curl ?? typescript ?? code)
}

function parseObject(json: string): RequestBody | null {
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is RequestBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
