import { beforeAll, expect, test, vi } from 'vitest'
import { makeApiKey, makeTenant } from '@/db/factories'
import { newUuid } from '@/lib/core/ids'
import { authenticate } from '@/lib/http/authenticate'
import { request } from '@/lib/http/fixtures/request'

// The settings are read when they are first asked for, and nothing here has asked yet.
beforeAll(() => {
  vi.stubEnv('APP_ENV', 'production')
  vi.stubEnv('APP_ORIGIN', 'https://hawk.example')
  vi.stubEnv('META_GRAPH_URL', 'https://graph.facebook.com')
  vi.stubEnv('PASSWORD_ITERATIONS', undefined)
  vi.stubEnv('MAIL_FROM', 'Hawk Send <mail@hawk.example>')
  vi.stubEnv('WEBHOOK_ALLOW_PRIVATE', '0')
})

test('in production a key over plain HTTP is refused before anybody looks at it, and never redirected', async () => {
  const { id: tenantId } = await makeTenant()
  const { key } = await makeApiKey({ tenantId, mode: 'live' })
  for (const authorization of [`Bearer ${key}`, 'Bearer x', '']) {
    const plain = request('/api/v1/otp/send', { headers: { authorization }, secure: false })
    await expect(authenticate(plain, newUuid())).rejects.toMatchObject({
      code: 'https_required',
      status: 403,
    })
  }
})

test('over https it proves the tenant, the mode and the scopes of its key', async () => {
  const { id: tenantId } = await makeTenant()
  const { key, id } = await makeApiKey({ tenantId, mode: 'test', name: 'shop', scopes: ['otp:send'] })
  const requestId = newUuid()
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const { ctx } = await authenticate(
      request('/', { headers: { authorization: `${scheme} ${key}` } }),
      requestId,
    )
    expect(ctx).toMatchObject({
      tenantId,
      mode: 'test',
      requestId,
      actor: { type: 'api_key', id, name: 'shop', scopes: ['otp:send'] },
    })
  }
})
