import { afterAll, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeEndpoint } from '@/db/webhook-factories'
import type { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { closeOutbound } from '@/lib/gateways/outbound'
import { person } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { plainEndpoint } from '@/lib/webhooks/fixtures/endpoints'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'
import { tryUrl } from '@/lib/webhooks/try-url'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

// As in production: read for the first time below.
process.env.WEBHOOK_ALLOW_PRIVATE = '0'

const receiver = await startReceiver()
afterAll(async () => {
  await closeOutbound()
  await receiver.close()
})

const urls = [
  receiver.url,
  `https://127.0.0.1:${receiver.port}/`,
  `https://localhost:${receiver.port}/`,
  'https://localhost/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://127.1/',
  'https://0177.0.0.1/',
  'https://１２７.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://10.0.0.8/',
  'https://169.254.169.254/latest/meta-data/',
  'https://metadata.google.internal/',
  'https://hooks.example.com:5432/',
  'https://me:pw@hooks.example.com/',
  'http://hooks.example.com/',
  'https://hooks.example.com\t/',
  'file:///etc/passwd',
  'gopher://hooks.example.com/',
]
const refused = { code: 'url_not_allowed', status: 422 }
/** What would tell of our network: an address, a port, the code of a system call, a time. */
const telling = /\d+\.\d+\.\d+|E[A-Z]{4,}|\bms\b|::/

test.each(urls)('%s can be neither saved, nor put into the place of another, nor tried', async (url) => {
  const { ctx } = await person('owner')
  const { id: uuid } = await makeEndpoint({ tenantId: ctx.tenantId, mode: ctx.mode })
  const id = toTypeId('endpoint', uuid)
  const attempts = [
    () => createEndpoint(ctx, plainEndpoint({ url })),
    () => updateEndpoint(ctx, { id, url }),
    () => tryUrl(ctx, { url, headers: {} }),
  ]
  for (const attempt of attempts) {
    const error: AppError = await attempt().then(
      () => Promise.reject(new Error(`${url} was taken`)),
      (reason) => reason,
    )
    expect(error).toMatchObject(refused)
    const { detail = '', faults = [] } = error.options
    expect(faults).toEqual([{ path: 'url', message: detail }])
    expect(detail).toMatch(/^The .+\.$/)
    expect(detail).not.toMatch(telling)
  }
  expect((await getEndpoint(ctx, { id })).url).toBe('https://hooks.example.com/')
  expect(await owner`select from webhook_endpoints where tenant_id = ${ctx.tenantId}`).toHaveLength(1)
  expect(receiver.connections()).toBe(0)
})

test('a name that leads nowhere is refused in one sentence', async () => {
  const { ctx } = await person('owner')
  const url = 'https://nothing-is-here.example/'
  await expect(createEndpoint(ctx, plainEndpoint({ url }))).rejects.toMatchObject({
    ...refused,
    options: { detail: 'The host name was not found.' },
  })
})

test('what is changed beside the URL asks nobody where its name leads', async () => {
  const { ctx } = await person('owner')
  const { id: uuid, url } = await makeEndpoint({ tenantId: ctx.tenantId, mode: ctx.mode })
  const id = toTypeId('endpoint', uuid)
  expect(await updateEndpoint(ctx, { id, url, description: 'Renamed' })).toMatchObject({
    description: 'Renamed',
  })
})
