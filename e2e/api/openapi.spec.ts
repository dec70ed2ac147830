import { errorTable } from '@/lib/core/errors'
import { endpoints } from '@/lib/http/endpoints'
import { openApiDocument } from '@/lib/http/openapi/document'
import { expect, test } from '../fixtures'
import { expectProblem } from '../support/problem'
import { exchange } from '../support/wire'

/** By node:http, and through Next's route file: the dots are put away by Next alone. */
const doors = ['/api/v1/openapi.json', '/x/../api/v1/openapi.json']

test.describe('GET /api/v1/openapi.json', () => {
  test.describe('200', () => {
    for (const path of doors.flatMap((door) => [door, `${door}/`])) {
      test(`${path} is the document, for anybody`, async ({ world }) => {
        const reply = await exchange(world.app_url, { path })
        expect(reply.status).toBe(200)
        expect(reply.headers).toMatchObject({
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'request-id': expect.stringMatching(/^req_/),
          'x-content-type-options': 'nosniff',
        })
        expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
        const built = JSON.parse(JSON.stringify(openApiDocument(endpoints, world.app_url)))
        expect(reply.json).toEqual(built)
      })
    }

    test('a key changes nothing, be it right, wrong or of another account', async ({ api, tenant }) => {
      const open = await api.get('/openapi.json')
      for (const key of [tenant.test_key, tenant.live_key, 'wsa_live_x', ''])
        expect((await api.get('/openapi.json', { headers: { authorization: `Bearer ${key}` } })).text).toBe(
          open.text,
        )
    })
  })

  test.describe('405', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      test(`${method} is told that there is only GET`, async ({ api }) => {
        const reply = await api.call(method, '/openapi.json', {})
        expectProblem(reply, 405, 'method_not_allowed')
        expect(reply.headers.allow).toBe('GET')
      })

    for (const path of doors)
      test(`HEAD ${path} says the same in its headers`, async ({ world }) => {
        const reply = await exchange(world.app_url, { method: 'HEAD', path })
        expect(reply).toMatchObject({ status: 405, text: '' })
        expect(reply.headers).toMatchObject({ allow: 'GET', 'content-type': 'application/problem+json' })
      })
  })
})

test('every error’s type is a page that exists', async ({ world }) => {
  for (const code of Object.keys(errorTable)) {
    const reply = await exchange(world.app_url, { path: `/docs/errors/${code}` })
    expect(reply.status, code).toBe(200)
    expect(reply.text).toContain(code)
  }
  for (const code of ['no_such_code', 'toString', '__proto__'])
    expect((await exchange(world.app_url, { path: `/docs/errors/${code}` })).status, code).toBe(404)
})
