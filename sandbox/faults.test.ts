import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { otp, startApp, startWorld } from './test-world'

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
beforeEach(async () => {
  await world.inspect('POST', '/reset')
})

const arrived = async (to: string) => (await world.inspect('GET', `/messages?to=${to}`)).body.data.length
const fault = (body: object) => world.inspect('POST', '/faults', { target: 'meta', ...body })

test('a fault answers in place of Meta, as often as it says, for whom it says', async () => {
  await fault({ match: '+14155550111', code: 131016, times: 1 })
  expect((await world.send(otp('+14155550112'))).status).toBe(200)
  const refused = await world.send(otp('+14155550111'))
  expect([refused.status, refused.body.error.code]).toEqual([500, 131016])
  expect((await world.send(otp('+14155550111'))).status).toBe(200)
})

test('a fault that only delays lets the call go on', async () => {
  await fault({ delay_ms: 150, times: 1 })
  const startedAt = performance.now()
  expect((await world.send(otp('+14155550113'))).status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(140)
})

test('a broken connection comes before the message is taken, or after', async () => {
  await fault({ reset: true, times: 1 })
  await expect(world.send(otp('+14155550114'))).rejects.toThrow()
  expect(await arrived('14155550114')).toBe(0)
  await fault({ reset: true, times: 1, after: true })
  await expect(world.send(otp('+14155550114'))).rejects.toThrow()
  expect(await arrived('14155550114')).toBe(1)
})

test('some numbers have a fault of their own', async () => {
  const sent = await world.send(otp('+14155990026'))
  const wamid = sent.body.messages[0].id
  await vi.waitFor(() => expect(app.statusesOf(wamid)).toEqual(['failed']))
  const failed = app.deliveries.flatMap(({ value }) => value?.statuses ?? []).find(({ id }) => id === wamid)
  expect(failed).toMatchObject({ errors: [{ code: 131026, title: 'Message undeliverable' }] })
  const codes = async (to: string) => (await world.send(otp(to))).body.error?.code
  expect([await codes('+14155990429'), await codes('+14155990429')]).toEqual([130429, undefined])
  expect([await codes('+14155990500'), await codes('+14155990500')]).toEqual([131000, undefined])
})

test.each([
  ['a missing field', { messaging_product: 'whatsapp', type: 'text', text: { body: 'x' } }, 400, 100],
  ['another product', { ...otp('+14155550115'), messaging_product: 'sms' }, 400, 131009],
  ['a text without words', { ...otp('+14155550115'), type: 'text', text: {} }, 400, 131008],
  ['a long text', { ...otp('+14155550115'), type: 'text', text: { body: 'x'.repeat(4097) } }, 400, 100],
  ['a type nobody knows', { ...otp('+14155550115'), type: 'fax' }, 400, 131051],
  ['a template in no such language', otp('+14155550115', '1', 'xx'), 404, 132001],
  ['a long code', otp('+14155550115', '1234567890123456'), 400, 132018],
  ['a code only in the text', withComponents(1), 400, 132000],
  ['no code', withComponents(0), 400, 132000],
  ['a person by user id', { ...otp('x'), to: undefined, recipient: 'US.1' }, 400, 131062],
  ['a body that is not JSON', '{', 400, 100],
])('%s is refused', async (_, body, status, code) => {
  const refused = await world.send(body)
  expect([refused.status, refused.body.error.code]).toEqual([status, code])
})

function withComponents(count: number) {
  const message = otp('+14155550115')
  const components = message.template.components.slice(0, count)
  return { ...message, template: { ...message.template, components } }
}

test.each([
  ['POST', '/senders', { waba_id: 'x' }],
  ['POST', '/senders', '{'],
  ['POST', '/inbound', { from: '+14155550100', to: '+19999999999', text: 'hi' }],
  ['POST', '/inbound', { from: '+14155550100', to: '+12025550100' }],
  ['POST', '/inbound', { from: '+14155550100', to: '+12025550100', text: 'hi', username: 'No!' }],
  ['POST', '/faults', { target: 'meta' }],
  ['POST', '/faults', { target: 'meta', status: 500, match: '(' }],
  ['POST', '/webhooks', { duplicates: -1 }],
  ['POST', '/read', []],
  ['GET', '/messages?limit=none', undefined],
])('%s %s says what is wrong with %j', async (method, path, body) => {
  const { status, body: answer } = await world.inspect(method, path, body)
  expect(status).toBe(400)
  expect(answer).toEqual({ error: expect.stringMatching(/\S/) })
})

test('an unknown route is not found', async () => {
  expect((await world.inspect('GET', '/nothing')).status).toBe(404)
  expect((await world.inspect('GET', '/constructor')).status).toBe(404)
  expect((await world.call('GET', '/phone/serve.ts')).status).toBe(404)
})
