import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/core/env'
import { newTypeId } from '@/lib/core/ids'
import { sessionCookie, setCookie, visitorCookie } from '@/lib/http/cookies'
import { visitorHeader } from '@/lib/http/csrf-token'
import { readClaims } from '@/lib/http/session'

export const config = {
  runtime: 'nodejs',
  matcher: ['/((?!api/v1|api/hooks|api/cron|api/health|_next/static|favicon.svg|manifest.webmanifest).*)'],
}

/**
 * The first gate of the dashboard, and never the only one: from the session's claims alone it sends strangers to
 * sign-in and answers 404 for a tenant that is not theirs. The page proves membership again, and the database
 * enforces it.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString('base64')
  const headers = withoutForgeries(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', contentSecurityPolicy(nonce))
  const visitor = request.cookies.get(visitorCookie)?.value || randomBytes(18).toString('base64url')
  headers.set(visitorHeader, visitor)
  const response = await gate(request, headers)
  if (hasForms(request) && request.cookies.get(visitorCookie)?.value !== visitor)
    setCookie(response, { name: visitorCookie, value: visitor })
  for (const [name, value] of securityHeaders(nonce)) response.headers.set(name, value)
  if (request.nextUrl.pathname.startsWith('/reset-password'))
    response.headers.set('referrer-policy', 'no-referrer')
  // What our forms call names its requests itself, in its answers and its rows.
  if (!/^\/api\/(dashboard|auth)\//.test(request.nextUrl.pathname))
    response.headers.set('request-id', newTypeId('request'))
  return response
}

async function gate(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const [, section, tenant] = request.nextUrl.pathname.split('/')
  const through = () => NextResponse.next({ request: { headers } })
  if (section !== 'dashboard' && section !== 'account') return through()
  const claims = await readClaims(request.cookies.get(sessionCookie)?.value)
  if (!claims) return NextResponse.redirect(signInUrl(request), 303)
  if (section === 'dashboard' && tenant && !claims.tenants.includes(tenant))
    return NextResponse.rewrite(new URL('/not-found', request.url), { status: 404, request: { headers } })
  return through()
}

/** Only we set these; whoever sends them from outside means us to believe something. */
function withoutForgeries(incoming: Headers): Headers {
  const headers = new Headers(incoming)
  for (const name of [...headers.keys()])
    if (name.startsWith('x-hawk-') || name.startsWith('x-middleware-') || name === 'x-nonce')
      headers.delete(name)
  return headers
}

/** Pages whose forms work before anybody is signed in. What only shows something marks nobody. */
function hasForms(request: NextRequest): boolean {
  return /^\/(sign-in|sign-up|reset-password|invitations|session)(\/|$)/.test(request.nextUrl.pathname)
}

function signInUrl(request: NextRequest): URL {
  const url = new URL('/sign-in', env().APP_ORIGIN)
  url.searchParams.set('callbackUrl', request.nextUrl.pathname + request.nextUrl.search)
  return url
}

function contentSecurityPolicy(nonce: string): string {
  const development = env().NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function securityHeaders(nonce: string): [string, string][] {
  return [
    ['content-security-policy', contentSecurityPolicy(nonce)],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
    ...(env().APP_ORIGIN.startsWith('https://')
      ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains']] as [string, string][])
      : []),
  ]
}
