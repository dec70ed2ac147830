import { makeApiKey } from '@/db/factories'
import { scopePresets } from '@/lib/core/scopes'
import { endpoints } from '@/lib/http/endpoints'
import { expect, test } from '../fixtures'
import { expectProblem, withoutRequestId } from './problem'
import type { Tenant } from './tenant'

type Call = {
  method: 'GET' | 'POST'
  /** Below `/api/v1`; it need not lead to an object, since who calls is asked first. */
  path: string
  /** A preset without this endpoint's scope. */
  lacking: 'read_only' | 'send_only'
}

const json = { 'content-type': 'application/json' }

/** What every endpoint owes: who may call it, and by which method. */
export function refusesStrangers({ method, path, lacking }: Call): void {
  const body = method === 'POST' ? '{}' : undefined

  test.describe('401', () => {
    const attempts: [
      string,
      (tenant: Tenant) => { path?: string; headers: Record<string, string> },
      string,
    ][] = [
      ['without a key', () => ({ headers: {} }), 'api_key_missing'],
      [
        'a key in the query string',
        ({ live_key }) => ({ path: `${path}?api_key=${live_key}`, headers: {} }),
        'api_key_missing',
      ],
      [
        'a key in a cookie',
        ({ live_key }) => ({ headers: { cookie: `api_key=${live_key}` } }),
        'api_key_missing',
      ],
      [
        'a key in a header of another name',
        ({ live_key }) => ({ headers: { 'x-api-key': live_key } }),
        'api_key_missing',
      ],
      [
        'a key without its scheme',
        ({ live_key }) => ({ headers: { authorization: live_key } }),
        'api_key_invalid',
      ],
      [
        'a key as a password',
        ({ live_key }) => ({ headers: { authorization: `Basic ${btoa(`${live_key}:`)}` } }),
        'api_key_invalid',
      ],
      [
        'two keys',
        ({ live_key }) => ({ headers: { authorization: `Bearer ${live_key}, Bearer ${live_key}` } }),
        'api_key_invalid',
      ],
      ['an empty key', () => ({ headers: { authorization: 'Bearer ' } }), 'api_key_invalid'],
    ]
    for (const [name, attempt, code] of attempts) {
      test(`${name} is refused`, async ({ api, resident }) => {
        const { headers, ...rest } = attempt(resident)
        const reply = await api.call(method, rest.path ?? path, { headers: { ...json, ...headers }, body })
        expectProblem(reply, 401, code)
      })
    }

    test('a mistyped, an unknown, a shortened and a revoked key are refused in the same words', async ({
      api,
      tenant,
      owner,
    }) => {
      const [{ key: unknown, id: gone }, { key: revoked, id }] = await Promise.all([
        makeApiKey({ tenantId: tenant.id, mode: 'live' }),
        makeApiKey({ tenantId: tenant.id, mode: 'live' }),
      ])
      await owner`delete from api_keys where id = ${gone}`
      await owner`update api_keys set revoked_at = now() where id = ${id}`
      const mistyped = tenant.live_key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))
      const otherMode = tenant.live_key.replace('wsa_live_', 'wsa_test_')
      const keys = [
        mistyped,
        otherMode,
        unknown,
        revoked,
        tenant.live_key.slice(0, -1),
        `wsa_live_${'0'.repeat(38)}`,
      ]
      const replies = await Promise.all(
        keys.map((key) => api.call(method, path, { key, headers: json, body })),
      )
      for (const reply of replies) expectProblem(reply, 401, 'api_key_invalid')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    })

    test('who calls is asked before what they say is looked at', async ({ api }) => {
      expectProblem(
        await api.call(method, path, { headers: { 'content-type': 'text/plain' }, body }),
        401,
        'api_key_missing',
      )
    })
  })

  test.describe('403', () => {
    test('a key without the scope is told which one is missing', async ({ api, tenant }) => {
      const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'live', scopes: scopePresets[lacking] })
      const problem = expectProblem(
        await api.call(method, path, { key, headers: json, body }),
        403,
        'scope_missing',
      )
      expect(problem.detail).toMatch(/\b[a-z]+:(send|verify|read|write)\b/)
    })

    test('a suspended account can do nothing', async ({ api, tenant, owner }) => {
      await owner`update tenants set status = 'suspended' where id = ${tenant.id}`
      expectProblem(
        await api.call(method, path, { key: tenant.live_key, headers: json, body }),
        403,
        'tenant_suspended',
      )
    })
  })

  test.describe('405', () => {
    const allowed = methodsOf(path)
    for (const other of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
      (name) => !allowed.includes(name),
    )) {
      test(`${other} is answered with what is allowed`, async ({ api }) => {
        const reply = await api.call(other, path, { headers: { origin: 'https://elsewhere.example' } })
        expectProblem(reply, 405, 'method_not_allowed')
        expect(reply.headers.allow).toBe(allowed.join(', '))
      })
    }
  })
}

/** All that a path answers to: some paths are written to and read. One that is named goes before a pattern. */
function methodsOf(path: string): string[] {
  const parts = path.split('/')
  const named = endpoints.filter((endpoint) => endpoint.path === path)
  const fitting = endpoints.filter((endpoint) => {
    const wanted = endpoint.path.split('/')
    return (
      wanted.length === parts.length && wanted.every((part, at) => part.startsWith('{') || part === parts[at])
    )
  })
  return (named.length > 0 ? named : fitting).map((endpoint) => endpoint.method)
}
