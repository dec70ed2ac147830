import { env } from '@/lib/core/env'

/**
 * What a browser at another origin may read of the dashboard's answers: nothing, unless its origin is one of ours to
 * the letter. Never a wildcard, and nothing is reflected but what is on the list. The public API has none of this: a
 * key has no place in a browser.
 */
export function corsHeaders(origin: string | null): [string, string][] {
  const vary: [string, string] = ['vary', 'Origin']
  if (origin === null || !allowedOrigins().includes(origin)) return [vary]
  return [vary, ['access-control-allow-origin', origin], ['access-control-allow-credentials', 'true']]
}

/** The answer to a browser that asks first; null for an origin that is not ours, which learns nothing. */
export function preflightHeaders(origin: string | null): [string, string][] | null {
  const headers = corsHeaders(origin)
  if (headers.length === 1) return null
  return [
    ...headers,
    ['access-control-allow-methods', 'GET, POST'],
    ['access-control-allow-headers', 'content-type, x-csrf-token'],
    ['access-control-max-age', '600'],
  ]
}

function allowedOrigins(): string[] {
  const { APP_ORIGIN, DASHBOARD_ORIGINS } = env()
  return [APP_ORIGIN, ...DASHBOARD_ORIGINS.split(',').filter(Boolean)]
}
