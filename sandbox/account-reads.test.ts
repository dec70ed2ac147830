import { afterAll, beforeAll, expect, test } from 'vitest'
import { appSecret, sender, startApp, startWorld, token } from './test-world'

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

const read = (path: string, bearer = token) =>
  world.call('GET', `/v25.0/${path}`, undefined, { authorization: `Bearer ${bearer}` })
const debug = (input: string, bearer = `900111222333444|${appSecret}`) =>
  read(`debug_token?input_token=${encodeURIComponent(input)}`, bearer)

test('an account and a number answer with what was said of them, and else with the usual', async () => {
  const fields = 'name,account_review_status,business_verification_status,owner_business_info,health_status'
  const usual = (await read(`${sender.waba_id}?fields=${fields}`)).body
  expect(usual).toMatchObject({ account_review_status: 'APPROVED', business_verification_status: 'verified' })
  await world.inspect('POST', '/accounts', {
    waba_id: sender.waba_id,
    business_id: '77',
    business_verification_status: 'pending',
  })
  await world.inspect('POST', '/accounts', { waba_id: sender.waba_id, account_review_status: 'REJECTED' })
  expect((await read(`${sender.waba_id}?fields=${fields}`)).body).toMatchObject({
    account_review_status: 'REJECTED',
    business_verification_status: 'pending',
    owner_business_info: { id: '77' },
    id: sender.waba_id,
  })
  await world.inspect('POST', '/numbers', { phone_number_id: sender.phone_number_id, quality_rating: 'RED' })
  expect((await read(`${sender.phone_number_id}?fields=quality_rating,status`)).body).toEqual({
    quality_rating: 'RED',
    status: 'CONNECTED',
    id: sender.phone_number_id,
  })
})

test('debug_token needs the app’s own token, and says what a token is worth', async () => {
  expect((await debug(token, token)).status).toBe(400)
  expect((await debug(token)).body.data).toMatchObject({ is_valid: true, expires_at: 0 })
  expect((await debug('EAA_NOBODYS')).body.data).toMatchObject({ is_valid: false, error: { code: 190 } })
})

test('a token that was said to be gone is refused everywhere until it is said to be back', async () => {
  await world.inspect('POST', '/tokens', { access_token: token, is_valid: false, subcode: 463 })
  expect((await debug(token)).body.data).toMatchObject({ is_valid: false, error: { subcode: 463 } })
  const refused = await read(sender.waba_id)
  expect([refused.status, refused.body.error]).toEqual([
    401,
    expect.objectContaining({ code: 190, error_subcode: 463 }),
  ])
  await world.inspect('POST', '/tokens', { access_token: token, is_valid: true })
  expect((await read(sender.waba_id)).status).toBe(200)
})

test.each([
  ['/accounts', { waba_id: 'x' }],
  ['/numbers', { phone_number_id: '1', colour: 'RED' }],
  ['/tokens', {}],
])('%s says what is wrong with %j', async (path, body) => {
  expect((await world.inspect('POST', path, body)).status).toBe(400)
})
