import { connect } from 'node:net'
import { formOf, formType } from '@/lib/http/fixtures/form'
import { bytesOf } from '@/lib/media/fixtures/files'
import { expect, test } from '../fixtures'
import { type DoorName, doors, filePart, makeMediaClient, sha256 } from '../support/media'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { Media } from '../support/shapes'

const unknown = 'med_01h2xcejqtf2nbrexx3vqjhp41'
const megabyte = 1024 * 1024
const names: DoorName[] = ['node', 'next']

test.describe('POST /api/v1/media', () => {
  refusesStrangers({ method: 'POST', path: '/media', lacking: 'read_only' })

  for (const door of names)
    test.describe(`by the door of ${door}`, () => {
      for (const mode of ['live', 'test'] as const)
        test(`201: a ${mode} file comes back as it went in`, async ({ world, tenant }) => {
          const key = mode === 'live' ? tenant.live_key : tenant.test_key
          const { upload, send } = makeMediaClient(world.app_url, door, key)
          const bytes = Buffer.concat([
            bytesOf('application/pdf'),
            Buffer.from(Array.from({ length: 400_000 }, (_, at) => at % 251)),
          ])
          const reply = await upload([
            filePart('application/pdf', 0, { value: bytes, fileName: 'Rechnung März.pdf' }),
          ])
          expect(reply.status, reply.text).toBe(201)
          const media = Media.parse(reply.json)
          expect(media).toMatchObject({
            direction: 'outbound',
            mime_type: 'application/pdf',
            size: bytes.length,
            sha256: sha256(bytes),
            file_name: 'Rechnung März.pdf',
            mode,
          })
          const content = await send('GET', `/media/${media.id}/content`)
          expect(content.status).toBe(200)
          expect(sha256(content.bytes)).toBe(media.sha256)
          expect(content.headers).toMatchObject({
            'content-type': 'application/pdf',
            // Next sends what it streams in chunks of unknown number.
            ...(door === 'node' ? { 'content-length': String(bytes.length) } : {}),
            'content-disposition': `attachment; filename="Rechnung M_rz.pdf"; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf`,
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
            'content-security-policy': "default-src 'none'; sandbox",
          })
          const gone = await send('DELETE', `/media/${media.id}`)
          expect(gone).toMatchObject({ status: 200, json: { object: 'media', id: media.id, deleted: true } })
          for (const path of [`/media/${media.id}`, `/media/${media.id}/content`])
            expectProblem(await send('GET', path), 404, 'not_found')
        })

      test('the same Idempotency-Key uploads once, and other bytes are refused', async ({
        world,
        tenant,
        owner,
      }) => {
        const { upload } = makeMediaClient(world.app_url, door, tenant.live_key)
        const headers = { 'idempotency-key': `key-${door}` }
        const [first, again] = [
          await upload([filePart('image/png', 500)], headers),
          await upload([filePart('image/png', 500)], headers),
        ]
        expect(again).toMatchObject({
          status: 201,
          text: first.text,
          headers: { 'idempotency-replayed': 'true' },
        })
        expectProblem(await upload([filePart('image/png', 501)], headers), 422, 'idempotency_key_reused')
        expect(await owner`select 1 from media where tenant_id = ${tenant.id}`).toHaveLength(1)
      })

      test('who goes away in the middle leaves nothing, and the next one is served', async ({
        world,
        tenant,
        owner,
      }) => {
        const body = formOf([filePart('video/mp4', 4 * megabyte)])
        await breakOff(world.app_url, door, tenant.test_key, body)
        const { upload } = makeMediaClient(world.app_url, door, tenant.test_key)
        expect((await upload([filePart('image/png', 500)])).status).toBe(201)
        expect(await owner`select mime_type from media where tenant_id = ${tenant.id}`).toEqual([
          { mime_type: 'image/png' },
        ])
      })
    })

  test('in the log is what the file was', async ({ world, api, tenant }) => {
    const { upload } = makeMediaClient(world.app_url, 'node', tenant.test_key)
    const reply = await upload([filePart('image/png', 500, { fileName: 'cat.png' })])
    const path = `/requests/${reply.headers['request-id']}`
    await expect.poll(async () => (await api.get(path, { key: tenant.test_key })).status).toBe(200)
    const { json } = await api.get(path, { key: tenant.test_key })
    expect(json).toMatchObject({
      request_body: { file: { file_name: 'cat.png', mime_type: 'image/png', size: 500 } },
      objects: expect.arrayContaining([{ id: Media.parse(reply.json).id, type: 'media' }]),
    })
  })
})

test.describe('GET /api/v1/media/{id}', () => {
  test('200: what is known of it; 404: for everybody else, and for what is none, in the same words', async ({
    world,
    tenant,
    stranger,
    api,
  }) => {
    const { upload } = makeMediaClient(world.app_url, 'node', tenant.test_key)
    const media = Media.parse((await upload([filePart('image/png', 500)])).json)
    expect((await api.get(`/media/${media.id}`, { key: tenant.test_key })).json).toEqual(media)
    const replies = [
      await api.get(`/media/${media.id}`, { key: stranger.test_key }),
      await api.get(`/media/${media.id}`, { key: tenant.live_key }),
      await api.get(`/media/${unknown}`, { key: tenant.test_key }),
      await api.get('/media/%00', { key: tenant.test_key }),
    ]
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})

test.describe('GET /api/v1/media/{id}/content', () => {
  refusesStrangers({ method: 'GET', path: `/media/${unknown}/content`, lacking: 'send_only' })
})

test.describe('DELETE /api/v1/media/{id}', () => {
  test('404: what is another’s stays', async ({ world, tenant, stranger, api }) => {
    const { upload } = makeMediaClient(world.app_url, 'node', tenant.test_key)
    const { id } = Media.parse((await upload([filePart('image/png', 500)])).json)
    expectProblem(await api.call('DELETE', `/media/${id}`, { key: stranger.test_key }), 404, 'not_found')
    expect((await api.get(`/media/${id}`, { key: tenant.test_key })).status).toBe(200)
    expectProblem(await api.call('PUT', `/media/${id}`, { key: tenant.test_key }), 405, 'method_not_allowed')
  })
})

/** Sends the head and half of the body, and hangs up. */
function breakOff(origin: string, door: DoorName, key: string, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(origin)
  const head = [
    `POST ${doors[door]}/media HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${key}`,
    `content-type: ${formType}`,
    `content-length: ${body.length}`,
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      socket.write(body.subarray(0, body.length / 2), () => socket.destroy())
    })
    socket.on('close', () => resolve()).on('error', reject)
  })
}
