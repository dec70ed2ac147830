import type { Endpoint } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'

export const apiBase = '/api/v1'

type Match = { endpoint: Endpoint; parameters: Record<string, string> }
type Segment = { text: string; parameter: string | undefined }
type Pattern = { endpoint: Endpoint; segments: Segment[] }
type Router = { literal: Map<string, Match[]>; patterns: Pattern[] }

/** Throws `not_found` for an unknown path and `method_not_allowed` for a known one. A trailing slash is no matter. */
export function matchEndpoint(
  endpoints: readonly Endpoint[],
  { method, path }: { method: string; path: string },
): Match {
  const { literal, patterns } = routerOf(endpoints)
  const below = withoutOuterSlashes(path.slice(apiBase.length))
  const candidates = literal.get(below) ?? matchPatterns(patterns, below)
  for (const match of candidates) if (match.endpoint.method === method) return match
  if (candidates.length === 0) throw new AppError('not_found')
  const allow = candidates.map((match) => match.endpoint.method).join(', ')
  throw new AppError('method_not_allowed', { headers: { allow } })
}

function withoutOuterSlashes(path: string): string {
  const end = path.length > 1 && path.endsWith('/') ? -1 : undefined
  return path.slice(path.startsWith('/') ? 1 : 0, end)
}

const routers = new WeakMap<readonly Endpoint[], Router>()

function routerOf(endpoints: readonly Endpoint[]): Router {
  const known = routers.get(endpoints)
  if (known) return known
  const made = makeRouter(endpoints)
  routers.set(endpoints, made)
  return made
}

function makeRouter(endpoints: readonly Endpoint[]): Router {
  const literal = new Map<string, Match[]>()
  const patterns: Pattern[] = []
  for (const endpoint of endpoints) {
    const path = withoutOuterSlashes(endpoint.path)
    const segments = path.split('/').map((text) => ({ text, parameter: /^\{(\w+)\}$/.exec(text)?.[1] }))
    if (segments.some(({ parameter }) => parameter)) patterns.push({ endpoint, segments })
    else literal.set(path, [...(literal.get(path) ?? []), { endpoint, parameters: {} }])
  }
  return { literal, patterns }
}

function matchPatterns(patterns: readonly Pattern[], path: string): Match[] {
  const segments = path.split('/')
  return patterns.flatMap((pattern) => matchPattern(pattern, segments))
}

function matchPattern({ endpoint, segments: wanted }: Pattern, segments: readonly string[]): Match[] {
  if (wanted.length !== segments.length) return []
  const parameters: Record<string, string> = {}
  for (const [index, { text, parameter }] of wanted.entries()) {
    const segment = segments[index] ?? ''
    if (parameter && segment) parameters[parameter] = segment
    else if (text !== segment) return []
  }
  return [{ endpoint, parameters }]
}
