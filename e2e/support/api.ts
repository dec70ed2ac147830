import { expect } from '@playwright/test'
import { contradictions } from '@/lib/http/fixtures/documented'
import { exchange, type Reply, type WireRequest } from './wire'

type Options = Omit<WireRequest, 'method' | 'path' | 'body'> & { key?: string }
export type Api = ReturnType<typeof makeApi>

/** The public API as a client sees it. Paths are below `/api/v1`; what every answer owes is checked on each. */
export function makeApi(origin: string) {
  const call = async (
    method: string,
    path: string,
    { key, ...request }: Options & { body?: WireRequest['body'] },
  ) => {
    const headers = { ...(key ? { authorization: `Bearer ${key}` } : {}), ...request.headers }
    const reply = await exchange(origin, { ...request, method, path: `/api/v1${path}`, headers })
    expectCommonHeaders(reply)
    expectDocumented(method, path, reply)
    return reply
  }
  return {
    call,
    get: (path: string, options: Options = {}) => call('GET', path, options),
    /** A body that is no string or bytes goes out as JSON. */
    post: (path: string, body: unknown, { headers, ...options }: Options = {}) =>
      call('POST', path, {
        ...options,
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
  }
}

/** Whatever a test provokes, the OpenAPI file allows it: status, media type, body and headers. */
function expectDocumented(method: string, path: string, { status, headers, text }: Reply): void {
  const [place = ''] = `/api/v1${path}`.split('?')
  const header = (name: string) => [headers[name]].flat().join(', ') || undefined
  expect(contradictions({ method, path: place }, { status, header, body: text })).toEqual([])
}

function expectCommonHeaders({ headers }: Reply): void {
  expect(headers['request-id']).toMatch(/^req_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['content-type']).toMatch(/^application\/(problem\+)?json$/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(
    Object.keys(headers).filter((name) => /^(access-control-|set-cookie|x-powered-by|location)/.test(name)),
  ).toEqual([])
}
