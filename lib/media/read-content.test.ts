import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { bytesOf } from '@/lib/media/fixtures/files'
import { callsAbout, changeAtMeta, makeMediaTenant, receiveFile } from '@/lib/media/fixtures/world'
import { getMedia } from '@/lib/media/get'
import { noteInboundMedia } from '@/lib/media/note-inbound'
import { readContent } from '@/lib/media/read-content'

/** A file that somebody has sent, and what the webhook has left of it. */
async function received(mimeType = 'image/jpeg', bytes = bytesOf(mimeType, 40_000), filename?: string) {
  const tenant = await makeMediaTenant()
  const { sender, ctx } = tenant
  const file = await receiveFile(sender.phoneNumberId, mimeType, bytes, filename)
  const uuid = await withTenant(ctx, (tx) =>
    noteInboundMedia(tx, {
      senderId: sender.id,
      metaId: file.id,
      mimeType: file.mime_type,
      sha256: file.sha256,
      fileName: file.filename ?? null,
    }),
  )
  return { ...tenant, bytes, metaId: file.id, id: toTypeId('media', uuid) }
}

/** Somebody else’s server, which writes down who comes and with what. */
const visits: (string | undefined)[] = []
const elsewhere = createServer((request, response) => {
  visits.push(request.headers.authorization)
  response.end('not the file')
})
elsewhere.listen(0, '127.0.0.1')
await once(elsewhere, 'listening')
const address = elsewhere.address()
const foreign = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/file`
afterAll(() => elsewhere.close())

describe('what a person sent', () => {
  test('is fetched when it is asked for, with the token, and its size is known from then on', async () => {
    const { ctx, id, bytes, metaId, sender } = await received()
    expect(await getMedia(ctx, { id })).toMatchObject({ size: null })
    const file = await readContent(ctx, { id })
    expect((await buffer(file.pieces)).equals(bytes)).toBe(true)
    expect(file).toMatchObject({
      name: `${id}.jpg`,
      contentType: 'image/jpeg',
      options: { size: 40_000, isInline: false },
    })
    expect(await getMedia(ctx, { id })).toMatchObject({ size: 40_000 })
    const calls = await callsAbout(metaId)
    expect(calls).toMatchObject([{ status: 200 }, { status: 200 }])
    for (const { headers } of calls) expect(headers.authorization).toBe(`Bearer ${sender.accessToken}`)
  })

  test('is fetched from a new address when the last one has run out meanwhile', async () => {
    const { ctx, id, bytes, metaId } = await received()
    await changeAtMeta(metaId, { stale_urls: 1 })
    expect((await buffer((await readContent(ctx, { id })).pieces)).equals(bytes)).toBe(true)
    expect((await callsAbout(metaId)).map(({ status }) => status)).toEqual([200, 200, 404, 200])
  })

  test('is not asked for without end', async () => {
    const { ctx, id, metaId } = await received()
    await changeAtMeta(metaId, { stale_urls: 100 })
    await expect(readContent(ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await callsAbout(metaId)).toHaveLength(4)
  })

  test('is told to be gone when Meta has it no longer', async () => {
    const { ctx, id, metaId } = await received()
    await changeAtMeta(metaId, { forget: true })
    await expect(readContent(ctx, { id })).rejects.toMatchObject({
      code: 'not_found',
      options: { detail: expect.stringContaining('7 days') },
    })
  })

  test.each([
    [{ code: 190 }, 'provider_refused'],
    [{ status: 503 }, 'unavailable'],
    [{ reset: true }, 'unavailable'],
  ] as const)('%j is %s', async (fault, code) => {
    const { ctx, id, metaId } = await received()
    await breakMeta(metaId, fault)
    await expect(readContent(ctx, { id })).rejects.toMatchObject({ code })
  })

  test('waits for its number to be connected', async () => {
    const { ctx, id, sender } = await received()
    await owner`update senders set status = 'disconnected' where id = ${sender.id}`
    await expect(readContent(ctx, { id })).rejects.toMatchObject({ code: 'state_conflict' })
  })
})

describe('the token goes nowhere else', () => {
  test('not to an address that is none of Meta’s', async () => {
    const { ctx, id, metaId } = await received()
    await changeAtMeta(metaId, { url: foreign })
    await expect(readContent(ctx, { id })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('and not after a redirect', async () => {
    const { ctx, id, metaId } = await received()
    await changeAtMeta(metaId, { redirect: foreign })
    await expect(readContent(ctx, { id })).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('nobody has come there', () => {
    expect(visits).toEqual([])
  })
})

describe('what a browser may show in a page', () => {
  test.each([
    ['image/jpeg', true],
    ['image/png', true],
    ['image/webp', true],
    ['image/svg+xml', false],
    ['text/html', false],
    ['application/pdf', false],
    ['video/mp4', false],
  ])('%s: %s', async (mimeType, isInline) => {
    const { ctx, id } = await received(mimeType, Buffer.from('x'))
    expect((await readContent(ctx, { id, isInline: true })).options.isInline).toBe(isInline)
    expect((await readContent(ctx, { id })).options.isInline).toBe(false)
  })

  test('a type that is none is bytes', async () => {
    const { ctx, id } = await received()
    await owner`update media set mime_type = ${'text/html\r\nset-cookie: x'} where id = ${fromTypeId('media', id)}`
    expect((await readContent(ctx, { id })).contentType).toBe('application/octet-stream')
  })
})
