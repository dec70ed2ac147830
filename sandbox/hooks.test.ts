import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, startWorld } from './test-world'

const secret = `whsec_${randomBytes(24).toString('base64')}`
let app: Awaited<ReturnType<typeof startApp>>
let world: Awaited<ReturnType<typeof startWorld>>
beforeAll(async () => {
  app = await startApp()
  world = await startWorld(app.url)
})
afterAll(async () => {
  await world.stop()
  await app.stop()
})

const body = JSON.stringify({ id: 'evt_1', type: 'otp.verified', data: {} })
function headersOf(at = new Date(), signedBody = body, by = secret) {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': `v1,c3RhbGU= ${new Webhook(by).sign('evt_1', at, signedBody)}`,
  }
}
const post = (headers: Record<string, string>, path = '/webhooks/inbox') =>
  world.call('POST', path, body, headers)

test('what arrives before a secret is known is kept, and not judged', async () => {
  expect(await post(headersOf())).toMatchObject({ status: 200, body: { signature: 'unknown' } })
})

test('a signature holds when one of those given is made with a secret that was told', async () => {
  expect(await world.inspect('POST', '/hooks/secrets', { secret: 'x' })).toMatchObject({ status: 400 })
  await world.inspect('POST', '/hooks/secrets', { secret: `whsec_${randomBytes(24).toString('base64')}` })
  expect(await post(headersOf())).toMatchObject({ body: { signature: 'invalid' } })
  await world.inspect('POST', '/hooks/secrets', { secret })
  expect(await post(headersOf())).toMatchObject({ body: { signature: 'valid' } })
  expect(await post(headersOf(new Date(), `${body} `))).toMatchObject({ body: { signature: 'invalid' } })
  expect(await post(headersOf(new Date(Date.now() - 301_000)))).toMatchObject({
    body: { signature: 'stale' },
  })
  expect(await post({ 'webhook-id': 'evt_1' })).toMatchObject({ body: { signature: 'unsigned' } })
})

test('an answer can be asked for, and the last fifty are listed, newest first', async () => {
  expect((await post(headersOf(), '/webhooks/inbox/410')).status).toBe(410)
  expect((await post(headersOf(), '/webhooks/inbox/999')).status).toBe(404)
  for (let index = 0; index < 55; index++) await post(headersOf(), '/webhooks/inbox/500')
  const { body: listed } = await world.inspect('GET', '/hooks')
  expect(listed).toMatchObject({ knows_secrets: true })
  expect(listed.data).toHaveLength(50)
  expect(listed.data[0]).toMatchObject({
    type: 'otp.verified',
    id: 'evt_1',
    status: 500,
    verdict: 'valid',
    body,
  })
})

test('the page and what it is made of are served', async () => {
  for (const [path, type] of [
    ['/webhooks/inbox', 'text/html'],
    ['/webhooks/hooks.css', 'text/css'],
    ['/webhooks/hooks.js', 'text/javascript'],
    ['/dialog', 'text/html'],
  ]) {
    const answer = await fetch(`${world.url}${path}`)
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      200,
      `${type}; charset=utf-8`,
    ])
  }
})
