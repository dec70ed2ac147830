import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Pace } from './state/pace'
import { startApp, startWorld } from './test-world'

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

const to = '+14155550121'
const message = (type: string, content: unknown, more: object = {}) => ({
  messaging_product: 'whatsapp',
  to,
  type,
  [type]: content,
  ...more,
})
const buttons = (count: number, title = (at: number) => `Button ${at}`) =>
  Array.from({ length: count }, (_, at) => ({ type: 'reply', reply: { id: `b${at}`, title: title(at) } }))
const withButtons = (list: unknown) =>
  message('interactive', { type: 'button', body: { text: 'Well?' }, action: { buttons: list } })
const withRows = (counts: number[], title: string | undefined = 'Part') =>
  message('interactive', {
    type: 'list',
    body: { text: 'Pick one' },
    action: {
      button: 'See',
      sections: counts.map((count, part) => ({
        ...(title && { title }),
        rows: Array.from({ length: count }, (_, at) => ({ id: `${part}-${at}`, title: `Row ${at}` })),
      })),
    },
  })

test.each([
  ['three buttons', withButtons(buttons(3))],
  ['ten rows in two parts', withRows([5, 5])],
  ['a place', message('location', { latitude: 1, longitude: 2 })],
  ['a card', message('contacts', [{ name: { formatted_name: 'A B', first_name: 'A' } }])],
  ['a sticker', message('sticker', { id: '1' })],
])('%s is taken', async (_, body) => {
  expect((await world.send(body)).status).toBe(200)
})

test.each([
  ['four buttons', withButtons(buttons(4))],
  ['two buttons that say the same', withButtons(buttons(2, () => 'Same'))],
  ['a button of 21 characters', withButtons(buttons(1, () => 'x'.repeat(21)))],
  ['eleven rows', withRows([6, 5])],
  ['two parts without titles', withRows([1, 1], '')],
  ['a card of a whole name alone', message('contacts', [{ name: { formatted_name: 'A B' } }])],
  ['a sticker with words', message('sticker', { id: '1', caption: 'x' })],
  ['a file and an address', message('image', { id: '1', link: 'https://x.example/a.png' })],
  ['a place beyond the pole', message('location', { latitude: 91, longitude: 2 })],
  ['an interactive message nobody knows', message('interactive', { type: 'dance', action: {} })],
])('%s is refused', async (_, body) => {
  expect((await world.send(body)).status).toBe(400)
})

test('somebody can be named by their user id, and is reported on by it', async () => {
  const user = 'US.90010000000000000141'
  const sent = await world.send({ ...message('text', { body: 'Hello' }), to: undefined, recipient: user })
  expect(sent.body.contacts).toEqual([{ input: user, user_id: user }])
  const wamid = sent.body.messages[0].id
  await vi.waitFor(() => expect(app.statusesOf(wamid)).toContain('delivered'))
  const report = app.deliveries.flatMap(({ value }) => value?.statuses ?? []).find(({ id }) => id === wamid)
  expect(report).toMatchObject({ recipient_user_id: user })
  expect(report).not.toHaveProperty('recipient_id')
})

test('one person takes 45 messages at once, then one every six seconds; others are not held up', () => {
  const pace = new Pace()
  const now = 1_000_000
  const codes = Array.from({ length: 46 }, () => pace.refusalOf('1', 'a', now))
  expect(codes.filter((code) => code === undefined)).toHaveLength(45)
  expect(codes.at(-1)).toBe(131056)
  expect(pace.refusalOf('1', 'b', now)).toBeUndefined()
  expect(pace.refusalOf('1', 'a', now + 5_999)).toBe(131056)
  expect(pace.refusalOf('1', 'a', now + 6_000)).toBeUndefined()
})

test('a number sends as fast as it is told it may, and no faster', async () => {
  await world.inspect('POST', '/pace', { throughput: 2 })
  const codes = []
  for (let at = 0; at < 3; at++)
    codes.push((await world.send(message('text', { body: 'x' }))).body.error?.code)
  expect(codes).toEqual([undefined, undefined, 130429])
})
