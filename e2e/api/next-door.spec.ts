import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'
import type { Tenant } from '../support/tenant'
import { exchange, type WireRequest } from '../support/wire'

const json = { 'content-type': 'application/json' }
type Given = Omit<WireRequest, 'path'> & { path: string }

/**
 * The self-hosted server answers `/api/v1` before Next sees it. A path that only Next reads as one of ours, because it
 * puts away the dots, leads to the route files, which are what serverless hosting serves.
 */
const nextPath = (path: string) => `/x/../api/v1${path}`

const cases: [string, (tenant: Tenant, api: Api) => Given | Promise<Given>][] = [
  ['no key', () => ({ method: 'POST', path: '/otp/send', headers: json, body: '{}' })],
  [
    'a wrong key',
    () => ({
      method: 'POST',
      path: '/otp/send',
      headers: { ...json, authorization: 'Bearer wsa_x' },
      body: '{}',
    }),
  ],
  ['a wrong method', () => ({ method: 'PUT', path: '/otp/send' })],
  [
    'a preflight',
    () => ({
      method: 'OPTIONS',
      path: '/otp/verify',
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    }),
  ],
  ['an unknown path', () => ({ path: '/nothing' })],
  [
    'a wrong content type',
    ({ test_key }) => ({
      method: 'POST',
      path: '/otp/send',
      headers: { authorization: `Bearer ${test_key}`, 'content-type': 'text/plain' },
      body: '{}',
    }),
  ],
  [
    'a body too large',
    ({ test_key }) => ({
      method: 'POST',
      path: '/otp/send',
      headers: { ...json, authorization: `Bearer ${test_key}` },
      body: ' '.repeat(70_000),
    }),
  ],
  [
    'no JSON',
    ({ test_key }) => ({
      method: 'POST',
      path: '/otp/verify',
      headers: { ...json, authorization: `Bearer ${test_key}` },
      body: '{',
    }),
  ],
  [
    'every fault at once',
    ({ test_key }) => ({
      method: 'POST',
      path: '/otp/send',
      headers: { ...json, authorization: `Bearer ${test_key}` },
      body: '{"to":"1","expiry":59,"x":1}',
    }),
  ],
  [
    'an unknown id',
    ({ test_key }) => ({ path: '/otp/otp_x', headers: { authorization: `Bearer ${test_key}` } }),
  ],
  [
    'an OTP',
    async ({ test_key }, api) => {
      const { otp_id } = SentOtp.parse(
        (await api.post('/otp/send', { to: randomPhone() }, { key: test_key })).json,
      )
      await expect
        .poll(async () => (await api.get(`/otp/${otp_id}`, { key: test_key })).json)
        .toMatchObject({ delivery_status: 'delivered' })
      return { path: `/otp/${otp_id}`, headers: { authorization: `Bearer ${test_key}` } }
    },
  ],
  [
    'a slash at the end',
    ({ test_key }) => ({ path: '/otp/otp_x/', headers: { authorization: `Bearer ${test_key}` } }),
  ],
]

for (const [name, make] of cases) {
  test(`both doors answer ${name} with the same words`, async ({ world, api, tenant }) => {
    const { path, ...given } = await make(tenant, api)
    const [node, next] = await Promise.all(
      [`/api/v1${path}`, nextPath(path)].map((place) => exchange(world.app_url, { ...given, path: place })),
    )
    expect(comparable(next)).toEqual(comparable(node))
  })
}

const compared = [
  'content-type',
  'cache-control',
  'www-authenticate',
  'allow',
  'retry-after',
  'location',
  'access-control-allow-origin',
  'ratelimit-policy',
  'x-ratelimit-limit',
]

function comparable(reply: Awaited<ReturnType<typeof exchange>> | undefined) {
  const { status, text = '', headers = {} } = reply ?? {}
  const requestId = String(headers['request-id'])
  return {
    status,
    text: text.replaceAll(requestId, 'req_…'),
    hasRequestId: requestId.startsWith('req_'),
    headers: Object.fromEntries(compared.map((name) => [name, headers[name]])),
  }
}
