import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sender, startApp, startWorld, token } from './test-world'

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

const bytes = Buffer.from('ffd8ffe0001', 'hex')
const hash = (encoding: 'hex' | 'base64') => createHash('sha256').update(bytes).digest(encoding)
const authorization = `Bearer ${token}`
const graph = (method: string, path: string) =>
  world.call(method, `/v25.0${path}`, undefined, { authorization })

async function upload(type: string, fields: Record<string, string> = { messaging_product: 'whatsapp' }) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([bytes], { type }), 'cat.jpg')
  const path = `/v25.0/${sender.phone_number_id}/media`
  const answer = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  })
  return { status: answer.status, body: await answer.json() }
}

test('a file that is uploaded can be asked for, fetched with the token, and deleted', async () => {
  const { id } = (await upload('image/jpeg')).body
  const { body } = await graph('GET', `/${id}?phone_number_id=${sender.phone_number_id}`)
  expect(body).toMatchObject({
    messaging_product: 'whatsapp',
    id,
    mime_type: 'image/jpeg',
    sha256: hash('hex'),
    file_size: String(bytes.length),
  })
  expect((await fetch(body.url)).status).toBe(401)
  expect((await fetch(body.url, { headers: { authorization: 'Bearer x' } })).status).toBe(401)
  const file = await fetch(body.url, { headers: { authorization } })
  expect(file.headers.get('content-type')).toBe('image/jpeg')
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
  expect((await graph('DELETE', `/${id}`)).body).toEqual({ success: true })
  expect((await graph('GET', `/${id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
  expect((await fetch(body.url, { headers: { authorization } })).status).toBe(404)
})

test.each([
  ['image/gif', { messaging_product: 'whatsapp' }],
  ['image/jpeg', {}],
] as const)('%s with %j is refused as a parameter', async (type, fields) => {
  expect(await upload(type, fields)).toMatchObject({ status: 400, body: { error: { code: 100 } } })
})

test('an address holds until it runs out, and another number sees nothing of the file', async () => {
  const { id } = (await upload('image/jpeg')).body
  const urlOf = async () => (await graph('GET', `/${id}`)).body.url
  expect(await urlOf()).toBe(await urlOf())
  await world.inspect('POST', '/media/change', { id, stale_urls: 1 })
  expect((await fetch(await urlOf(), { headers: { authorization } })).status).toBe(404)
  expect((await fetch(await urlOf(), { headers: { authorization } })).status).toBe(200)
  expect((await graph('GET', `/${id}?phone_number_id=900500600700802`)).body.error).toMatchObject({
    error_subcode: 33,
  })
})

test('a file that a person sends is in the webhook, as Meta tells of it, and on the phone', async () => {
  const file = {
    to: sender.phone_number_id,
    mime_type: 'image/jpeg',
    base64: bytes.toString('base64'),
    filename: 'cat.jpg',
  }
  const content = (await world.inspect('POST', '/media', file)).body
  expect(content).toEqual({ id: content.id, mime_type: 'image/jpeg', sha256: hash('base64') })
  const image = { ...content, caption: 'My cat' }
  const from = '+14155550142'
  await world.inspect('POST', '/inbound', { from, to: sender.phone_number_id, type: 'image', image })
  await expect.poll(() => app.deliveries.at(-1)?.value?.messages).toMatchObject([{ type: 'image', image }])
  const { body } = await world.inspect('GET', `/phone?to=${encodeURIComponent(from)}`)
  expect(body.data[0]).toMatchObject({ text: 'My cat', file: { id: content.id, is_picture: true } })
  const shown = await fetch(`${world.url}/_sandbox/media?id=${content.id}`)
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
})
