import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { makeSender } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { breakMeta } from '@/lib/core/fixtures/sandbox'
import { fromTypeId, newTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { personActor, testContext } from '@/lib/core/test-context'
import { deleteMedia } from '@/lib/media/delete'
import { explainUnsendable, findSendableMedia } from '@/lib/media/find-sendable'
import { bytesOf, plainFile, uploadedFile } from '@/lib/media/fixtures/files'
import { callsAbout, makeMediaTenant } from '@/lib/media/fixtures/world'
import { getMedia } from '@/lib/media/get'
import { noteInboundMedia } from '@/lib/media/note-inbound'
import { readContent } from '@/lib/media/read-content'
import { uploadMedia } from '@/lib/media/upload'

const picture = (size = 50_000) => uploadedFile(bytesOf('image/png', size), 'image/png', 'cat.png')
const days = (text: string | null) => Math.round((Date.parse(text ?? '') - Date.now()) / 86_400_000)
const metaIdOf = async (id: string) =>
  String((await owner`select meta_id from media where id = ${fromTypeId('media', id)}`)[0]?.meta_id)

async function contentOf(ctx: Parameters<typeof readContent>[0], id: string): Promise<Buffer> {
  const { pieces } = await readContent(ctx, { id })
  return buffer(pieces)
}

describe.each(['live', 'test'] as const)('in %s mode', (mode) => {
  test('what was uploaded comes back, byte by byte, and belongs to the number for 30 days', async () => {
    const { ctx, sender } = await makeMediaTenant(mode)
    const file = picture(300_000)
    const media = await uploadMedia(ctx, { file })
    expect(media).toMatchObject({
      direction: 'outbound',
      sender_id: toTypeId('sender', sender.id),
      mime_type: 'image/png',
      size: 300_000,
      sha256: file.sha256,
      file_name: 'cat.png',
      mode,
    })
    expect(days(media.expires_at)).toBe(30)
    expect(await getMedia(ctx, media)).toEqual(media)
    expect((await contentOf(ctx, media.id)).equals(bytesOf('image/png', 300_000))).toBe(true)
  })

  test('a number can send its own file and no other can, which is told why', async () => {
    const { ctx, tenantId, sender } = await makeMediaTenant(mode)
    const other = await makeSender({ tenantId, mode, phone: '+12025550101', isPrimary: false })
    const { id } = await uploadMedia(ctx, { file: picture() })
    const ask = (mediaId: string, senderId: string) =>
      withTenant(ctx, async (tx) => [
        await findSendableMedia(ctx, tx, mediaId, senderId),
        await explainUnsendable(ctx, tx, mediaId, senderId),
      ])
    const metaId = mode === 'live' ? await metaIdOf(id) : id
    expect(await ask(id, sender.id)).toEqual([
      { metaId, mimeType: 'image/png', size: 50_000 },
      'The file can be sent.',
    ])
    expect(await ask(id, other.id)).toEqual([null, expect.stringContaining('another number')])
    expect(await ask(newTypeId('media'), sender.id)).toEqual([null, expect.stringContaining('no such file')])
    expect(await ask('x', sender.id)).toEqual([null, expect.stringContaining('no such file')])
    await owner`update media set expires_at = now() - interval '1 second' where id = ${fromTypeId('media', id)}`
    expect(await ask(id, sender.id)).toEqual([null, expect.stringContaining('30 days')])
    await expect(readContent(ctx, { id })).rejects.toMatchObject({
      code: 'not_found',
      options: { detail: expect.stringContaining('no longer') },
    })
  })

  test('what is deleted is gone, here and at Meta, and cannot be deleted twice', async () => {
    const { ctx, answered } = await makeMediaTenant(mode)
    const { id } = await uploadMedia(ctx, { file: picture() })
    const metaId = await metaIdOf(id)
    const outcomes = await Promise.allSettled([deleteMedia(ctx, { id }), deleteMedia(ctx, { id })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await answered()
    for (const verb of [getMedia, readContent, deleteMedia])
      await expect(verb(ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await owner`select 1 from media_chunks where media_id = ${fromTypeId('media', id)}`).toHaveLength(
      0,
    )
    if (mode === 'live')
      expect((await callsAbout(metaId)).filter(({ method }) => method === 'DELETE')).toMatchObject([
        { status: 200 },
      ])
  })

  test('another tenant, and the other mode, see nothing of it', async () => {
    const { ctx, tenantId } = await makeMediaTenant(mode)
    const stranger = await makeMediaTenant(mode)
    const { id } = await uploadMedia(ctx, { file: picture() })
    const otherMode = testContext({ tenantId, mode: mode === 'live' ? 'test' : 'live' })
    for (const verb of [getMedia, readContent, deleteMedia])
      for (const other of [stranger.ctx, otherMode.ctx])
        await expect(verb(other, { id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a file that Meta does not take', () => {
  test.each([
    [{ code: 131053 }, 'provider_refused', 'Meta 131053'],
    [{ code: 190 }, 'provider_refused', 'Reconnect'],
    [{ code: 80007 }, 'unavailable', 'Meta 80007'],
    [{ status: 503 }, 'unavailable', 'Meta 2'],
    [{ reset: true }, 'unavailable', 'did not answer'],
  ] as const)('%j is %s, in words, and leaves nothing', async (fault, code, words) => {
    const { ctx, tenantId, sender } = await makeMediaTenant()
    await breakMeta(`${sender.phoneNumberId}/media`, fault)
    await expect(uploadMedia(ctx, { file: picture() })).rejects.toMatchObject({
      code,
      options: { detail: expect.stringContaining(words) },
    })
    expect(await owner`select 1 from media where tenant_id = ${tenantId}`).toHaveLength(0)
  })

  test('is not even sent there when its content is another', async () => {
    const { ctx, sender } = await makeMediaTenant()
    const file = uploadedFile(Buffer.from('<script>'), 'image/png')
    await expect(uploadMedia(ctx, { file })).rejects.toMatchObject({ code: 'validation_failed' })
    expect(await callsAbout(sender.phoneNumberId)).toEqual([])
  })
})

describe('which number it is for', () => {
  test('the one that is named; one that is not theirs, or that their key is not for, is refused', async () => {
    const { ctx, tenantId, sender } = await makeMediaTenant('test')
    const other = await makeSender({ tenantId, mode: 'test', phone: '+12025550101', isPrimary: false })
    const [ours, theirs] = [toTypeId('sender', other.id), toTypeId('sender', newUuid())]
    expect(await uploadMedia(ctx, { file: picture(), from: ours })).toMatchObject({ sender_id: ours })
    for (const from of [theirs, 'snd_x', toTypeId('sender', (await makeMediaTenant('test')).sender.id)])
      await expect(uploadMedia(ctx, { file: picture(), from })).rejects.toMatchObject({ code: 'no_sender' })
    const actor = { type: 'api_key' as const, id: newUuid(), name: 'bound', scopes: [], senderId: other.id }
    const bound = testContext({ tenantId, mode: 'test', actor })
    expect(await uploadMedia(bound.ctx, { file: picture() })).toMatchObject({ sender_id: ours })
    await expect(
      uploadMedia(bound.ctx, { file: picture(), from: toTypeId('sender', sender.id) }),
    ).rejects.toMatchObject({ code: 'no_sender' })
  })
})

test('a person’s uploads and deletions are in the audit log', async () => {
  const { tenantId } = await makeMediaTenant('test')
  const { ctx } = testContext({ tenantId, mode: 'test', actor: personActor('developer') })
  const { id } = await uploadMedia(ctx, { file: plainFile() })
  await deleteMedia(ctx, { id })
  const entries =
    await owner`select action, target_id from audit_entries where tenant_id = ${tenantId} order by seq`
  expect(entries.map((row) => ({ ...row }))).toEqual([
    { action: 'media.uploaded', target_id: id },
    { action: 'media.deleted', target_id: id },
  ])
})

test('test mode keeps so many bytes and says so, and a deletion makes room', async () => {
  const { ctx, tenantId } = await makeMediaTenant('test')
  const { id } = await uploadMedia(ctx, { file: plainFile() })
  await owner`update media set size = ${policy.media.testBytes} where tenant_id = ${tenantId}`
  await expect(uploadMedia(ctx, { file: plainFile() })).rejects.toMatchObject({
    code: 'state_conflict',
    options: { detail: expect.stringContaining('250 MB') },
  })
  expect(await owner`select 1 from media where tenant_id = ${tenantId}`).toHaveLength(1)
  await deleteMedia(ctx, { id })
  await uploadMedia(ctx, { file: plainFile() })
})

test('a file that was received is one, however often and however much at once it is told of', async () => {
  const { ctx, tenantId, sender } = await makeMediaTenant()
  const arrived = {
    senderId: sender.id,
    metaId: newUuid(),
    mimeType: 'application/pdf',
    sha256: 'E51US4IbE+vqFPGw/hhXciLkFcKWbjo1EcQZYFUjIgI=',
    fileName: '../../rechnung\0.pdf',
  }
  const ids = await Promise.all(
    Array.from({ length: 8 }, () => withTenant(ctx, (tx) => noteInboundMedia(tx, arrived))),
  )
  expect(new Set(ids).size).toBe(1)
  expect(await owner`select 1 from media where tenant_id = ${tenantId}`).toHaveLength(1)
  const media = await getMedia(ctx, { id: toTypeId('media', ids[0] ?? '') })
  expect(media).toMatchObject({
    direction: 'inbound',
    file_name: 'rechnung_.pdf',
    sha256: '139d544b821b13ebea14f1b0fe18577222e415c2966e3a3511c4196055232202',
    size: null,
  })
  expect(days(media.expires_at)).toBe(7)
  await withTenant(ctx, async (tx) => {
    expect(await findSendableMedia(ctx, tx, media.id, sender.id)).toBeNull()
  })
})
