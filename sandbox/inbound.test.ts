import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startApp, startWorld } from './test-world'

let app: Awaited<ReturnType<typeof startApp>>
let world: Awaited<ReturnType<typeof startWorld>>
const until = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 10 })
const ends = { from: '+12025550141', to: '12025550100' }

beforeAll(async () => {
  app = await startApp()
  world = await startWorld(app.url)
})
beforeEach(async () => {
  await world.inspect('POST', '/reset', {})
  app.deliveries.length = 0
})
afterAll(async () => {
  await world.stop()
  await app.stop()
})

test.each<[string, object]>([
  ['image', { id: '1', mime_type: 'image/jpeg', sha256: 'x' }],
  ['location', { latitude: 1, longitude: 2 }],
  ['reaction', { message_id: 'wamid.x', emoji: '👍' }],
  ['button', { payload: 'DID_NOT_REQUEST_CODE', text: 'x' }],
  ['interactive', { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } }],
  ['order', { catalog_id: '1', product_items: [] }],
  ['system', { type: 'user_changed_number', wa_id: '12025550145', body: 'x' }],
])('a person can write %s', async (type, content) => {
  await world.inspect('POST', '/inbound', { ...ends, type, [type]: content })
  await until(() => expect(app.deliveries).toHaveLength(1))
  expect(app.deliveries[0]?.value?.messages?.[0]).toMatchObject({ type, [type]: content })
})

test('with what Meta puts beside it', async () => {
  const beside = { errors: [{ code: 131051 }], referral: { source_type: 'ad' }, context: { forwarded: true } }
  await world.inspect('POST', '/inbound', {
    ...ends,
    type: 'unsupported',
    unsupported: { type: 'poll' },
    ...beside,
  })
  await until(() => expect(app.deliveries).toHaveLength(1))
  expect(app.deliveries[0]?.value?.messages?.[0]).toMatchObject(beside)
})

test('a person can turn marketing off and on, with a number or without', async () => {
  await world.inspect('POST', '/preferences', { ...ends, value: 'stop' })
  await until(() => expect(app.deliveries).toHaveLength(1))
  const told = JSON.parse(app.deliveries[0]?.raw ?? '').entry[0].changes[0]
  expect(told).toMatchObject({
    field: 'user_preferences',
    value: { user_preferences: [{ wa_id: '12025550141', category: 'marketing_messages', value: 'stop' }] },
  })
  await world.inspect('POST', '/preferences', { ...ends, value: 'resume', username: 'pat.example' })
  await until(() => expect(app.deliveries).toHaveLength(2))
  expect(app.deliveries[1]?.raw).not.toContain('12025550141')
})

test('what happens at about the same time can come in one delivery', async () => {
  await world.inspect('POST', '/webhooks', { batch_ms: 50 })
  for (const text of ['one', 'two', 'three']) await world.inspect('POST', '/inbound', { ...ends, text })
  await until(() => expect(app.deliveries).toHaveLength(1))
  expect(JSON.parse(app.deliveries[0]?.raw ?? '').entry).toHaveLength(3)
})
