import type { Endpoint } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'

export const apiBase = '/api/v1'

type Match = { endpoint: Endpoint; parameters: Record<string, string> }

/** Throws `not_found` for an unknown path and `method_not_allowed` for a known one. A trailing slash is no matter. */
export function matchEndpoint(
  endpoints: readonly Endpoint[],
  { method, path }: { method: string; path: string },
): Match {
  const segments = segmentsOf(path.slice(apiBase.length))
  const matches = endpoints.flatMap((endpoint) => matchPath(endpoint, segments))
  const literal = matches.filter((match) => Object.keys(match.parameters).length === 0)
  const candidates = literal.length > 0 ? literal : matches
  const found = candidates.find((match) => match.endpoint.method === method)
  if (found) return found
  if (candidates.length === 0) throw new AppError('not_found')
  const allow = candidates.map((match) => match.endpoint.method).join(', ')
  throw new AppError('method_not_allowed', { headers: { allow } })
}

function segmentsOf(path: string): string[] {
  return path.replaceAll(/^\/|\/$/g, '').split('/')
}

type Pattern = { text: string; parameter: string | undefined }
const patterns = new WeakMap<Endpoint, Pattern[]>()

function patternsOf(endpoint: Endpoint): Pattern[] {
  const known = patterns.get(endpoint)
  if (known) return known
  const made = segmentsOf(endpoint.path).map((text) => ({ text, parameter: /^\{(\w+)\}$/.exec(text)?.[1] }))
  patterns.set(endpoint, made)
  return made
}

function matchPath(endpoint: Endpoint, segments: string[]): Match[] {
  const wanted = patternsOf(endpoint)
  if (wanted.length !== segments.length) return []
  const parameters: Record<string, string> = {}
  for (const [index, { text, parameter }] of wanted.entries()) {
    const segment = segments[index] ?? ''
    if (parameter && segment) parameters[parameter] = segment
    else if (text !== segment) return []
  }
  return [{ endpoint, parameters }]
}
