import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/core/env'
import { newTypeId } from '@/lib/core/ids'
import { sessionCookie, setCookie, visitorCookie } from '@/lib/http/cookies'
import { corsHeaders, preflightHeaders } from '@/lib/http/cors'
import { visitorHeader } from '@/lib/http/csrf-token'
import { isForgery, pathHeader, peerHeader } from '@/lib/http/own-headers'
import { readClaims } from '@/lib/http/session'

export const config = {
  runtime: 'nodejs',
  // Next would hold a file in memory that comes through here, and cut it at 10 MB; one that goes out has a policy of
  // its own. Their routes prove all by themselves.
  matcher: [
    '/((?!api/v1|api/hooks|api/cron|api/health|api/dashboard/[^/]+/[^/]+/media(?:/|$)|_next/static|favicon.svg|manifest.webmanifest).*)',
  ],
}

/**
 * The first gate of the dashboard, and never the only one: from the session's claims alone it sends whoever has none
 * to get new ones, or to sign in, and answers 404 for a tenant that is not theirs. The page proves membership again,
 * and the database enforces it.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString('base64')
  const headers = withoutForgeries(request.headers)
  headers.set('x-nonce', nonce)
  const opensDialog = showsMetasDialog(request)
  headers.set('content-security-policy', contentSecurityPolicy(nonce, opensDialog))
  const visitor = request.cookies.get(visitorCookie)?.value || randomBytes(18).toString('base64url')
  headers.set(visitorHeader, visitor)
  headers.set(pathHeader, pathOf(request))
  const response = preflight(request) ?? (await gate(request, headers))
  if (hasForms(request) && request.cookies.get(visitorCookie)?.value !== visitor)
    setCookie(response, { name: visitorCookie, value: visitor })
  for (const [name, value] of securityHeaders(nonce, opensDialog)) response.headers.set(name, value)
  if (holdsToken(request)) response.headers.set('referrer-policy', 'no-referrer')
  if (isCalledByScripts(request))
    for (const [name, value] of corsHeaders(request.headers.get('origin'))) response.headers.set(name, value)
  // What forms call names its requests itself, in its answers and its rows.
  if (!isCalledByScripts(request)) response.headers.set('request-id', newTypeId('request'))
  return response
}

async function gate(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const [, section, tenant] = request.nextUrl.pathname.split('/')
  const through = () => NextResponse.next({ request: { headers } })
  if (!['dashboard', 'account', 'ops'].includes(section ?? '')) return through()
  const claims = await readClaims(request.cookies.get(sessionCookie)?.value)
  if (!claims) return NextResponse.redirect(sessionUrl(request), 303)
  if (section === 'dashboard' && tenant && !claims.tenants.includes(tenant))
    return NextResponse.rewrite(new URL('/not-found', request.url), { status: 404, request: { headers } })
  return through()
}

/**
 * Only we set these; whoever sends them from outside means us to believe something. The peer's our own server has
 * written over by now, and where there is none nobody reads it.
 */
function withoutForgeries(incoming: Headers): Headers {
  const headers = new Headers(incoming)
  for (const name of [...headers.keys()]) if (isForgery(name) && name !== peerHeader) headers.delete(name)
  return headers
}

/** Pages whose forms work before anybody is signed in. What only shows something marks nobody. */
function hasForms(request: NextRequest): boolean {
  return /^\/(sign-in|sign-up|reset-password|invitations|session)(\/|$)/.test(request.nextUrl.pathname)
}

/** The address of the page is a secret, which no other site, and no request of the page, is to be told. */
function holdsToken(request: NextRequest): boolean {
  return /^\/(invitations\/|reset-password)/.test(request.nextUrl.pathname)
}

/** A page may not turn tokens in, for a GET changes nothing: it asks the page at /session to, and comes back. */
function sessionUrl(request: NextRequest): URL {
  const url = new URL('/session', env().APP_ORIGIN)
  url.searchParams.set('to', pathOf(request))
  return url
}

function pathOf({ nextUrl: { pathname, search } }: NextRequest): string {
  return pathname + search
}

/** What forms and live lists call, which a script at another origin might try to read. */
function isCalledByScripts({ nextUrl: { pathname } }: NextRequest): boolean {
  return /^\/api\/(dashboard|auth|ops)(\/|$)/.test(pathname)
}

/** A browser that asks first, from an origin that is ours. Everybody else meets the route, which says nothing of it. */
function preflight(request: NextRequest): NextResponse | null {
  const asks = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  const headers = asks && isCalledByScripts(request) ? preflightHeaders(request.headers.get('origin')) : null
  return headers && new NextResponse(null, { status: 204, headers })
}

/** The one screen that loads Meta's SDK and opens its dialog; it is always loaded as a page of its own. */
function showsMetasDialog({ nextUrl: { pathname } }: NextRequest): boolean {
  return /^\/dashboard\/[^/]+\/live\/senders\/connect\/?$/.test(pathname)
}

/** Where Meta's SDK, and the frames and calls that it makes, come from; the sandbox in its place where it is set. */
function metaOrigins(): string {
  const { origin, hostname } = new URL(env().META_SDK_URL)
  return hostname === 'connect.facebook.net'
    ? `${origin} https://facebook.com https://*.facebook.com`
    : origin
}

function contentSecurityPolicy(nonce: string, opensDialog: boolean): string {
  const development = env().NODE_ENV === 'development'
  const meta = opensDialog ? ` ${metaOrigins()}` : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}${meta}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}${meta}`,
    ...(opensDialog ? [`frame-src 'self'${meta}`] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function securityHeaders(nonce: string, opensDialog: boolean): [string, string][] {
  return [
    ['content-security-policy', contentSecurityPolicy(nonce, opensDialog)],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    // With the stricter one the dialog could not tell the page that opened it how it ended.
    ['cross-origin-opener-policy', opensDialog ? 'same-origin-allow-popups' : 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
    ...(env().APP_ORIGIN.startsWith('https://')
      ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains']] as [string, string][])
      : []),
  ]
}
