import type { Part } from '@/lib/http/fixtures/form'
import { animatedSticker, bytesOf, stillSticker } from '@/lib/media/fixtures/files'
import { expect, test } from '../fixtures'
import { type DoorName, filePart, makeMediaClient } from '../support/media'
import { expectProblem } from '../support/problem'

const megabyte = 1024 * 1024
const names: DoorName[] = ['node', 'next']

for (const door of names)
  test.describe(`Uploads by the door of ${door}`, () => {
    const tooLarge: [string, Part, string][] = [
      ['an image', filePart('image/png', 5 * megabyte + 1), 'An image may have at most 5 MB.'],
      [
        'a sticker',
        filePart('image/webp', 0, { value: padded(stillSticker, 100 * 1024 + 1) }),
        'A still sticker may have at most 100 KB.',
      ],
      [
        'a sticker that moves',
        filePart('image/webp', 0, { value: padded(animatedSticker, 500 * 1024 + 1) }),
        'An animated sticker may have at most 500 KB.',
      ],
      ['audio', filePart('audio/mpeg', 16 * megabyte + 1), 'An audio file may have at most 16 MB.'],
    ]
    for (const [what, part, detail] of tooLarge)
      test(`413: ${what} of one byte too many`, async ({ world, tenant, owner }) => {
        const { upload } = makeMediaClient(world.app_url, door, tenant.test_key)
        const problem = expectProblem(await upload([part]), 413, 'body_too_large')
        expect(problem.detail).toBe(detail)
        expect(await owner`select 1 from media where tenant_id = ${tenant.id}`).toHaveLength(0)
      })

    test('201: the limit itself', async ({ world, tenant }) => {
      const { upload } = makeMediaClient(world.app_url, door, tenant.live_key)
      for (const part of [
        filePart('image/png', 5 * megabyte),
        filePart('image/webp', 0, { value: padded(animatedSticker, 500 * 1024) }),
      ])
        expect((await upload([part])).status).toBe(201)
    })

    const refused: [string, Part[], number, string][] = [
      [
        'a page',
        [filePart('text/html', 0, { value: '<script>alert(1)</script>' })],
        415,
        'unsupported_media_type',
      ],
      [
        'a drawing with scripts',
        [filePart('image/svg+xml', 0, { value: '<svg/>' })],
        415,
        'unsupported_media_type',
      ],
      [
        'a page that says it is a picture',
        [filePart('image/png', 0, { value: '<script>alert(1)</script>' })],
        422,
        'validation_failed',
      ],
      [
        'a picture that says it is a video',
        [filePart('video/mp4', 0, { value: bytesOf('image/png', 500) })],
        422,
        'validation_failed',
      ],
      ['no file', [{ name: 'type', value: 'image/png' }], 422, 'validation_failed'],
      ['two files', [filePart('image/png', 500), filePart('image/png', 500)], 422, 'validation_failed'],
      ['an empty file', [filePart('image/png', 0, { value: '' })], 422, 'validation_failed'],
      [
        'a field that there is not',
        [{ name: 'caption', value: 'x' }, filePart('image/png', 500)],
        422,
        'validation_failed',
      ],
      [
        'a NUL in a field',
        [{ name: 'from', value: 'snd\0' }, filePart('image/png', 500)],
        422,
        'validation_failed',
      ],
      [
        'a sender of nobody',
        [{ name: 'from', value: 'snd_01h2xcejqtf2nbrexx3vqjhp41' }, filePart('image/png', 500)],
        409,
        'no_sender',
      ],
    ]
    for (const [what, parts, status, code] of refused)
      test(`${status}: ${what}`, async ({ world, resident }) => {
        const { upload } = makeMediaClient(world.app_url, door, resident.test_key)
        expectProblem(await upload(parts), status, code)
      })

    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      test(`415: ${type}`, async ({ world, resident }) => {
        const { send } = makeMediaClient(world.app_url, door, resident.test_key)
        expectProblem(
          await send('POST', '/media', { 'content-type': type }, Buffer.from('{}')),
          415,
          'unsupported_media_type',
        )
      })

    const wild: [string, string][] = [
      ['../../../../etc/passwd', 'passwd'],
      ['..%2f..%2fetc%2fpasswd', '%2f..%2fetc%2fpasswd'],
      ['C:\\\\Windows\\\\evil.png', 'evil.png'],
      ['cat\u202egnp.exe', 'catgnp.exe'],
    ]
    for (const [fileName, safe] of wild)
      test(`201: a file called ${JSON.stringify(fileName)} is called ${safe}`, async ({
        world,
        resident,
      }) => {
        const { upload } = makeMediaClient(world.app_url, door, resident.test_key)
        expect((await upload([filePart('image/png', 500, { fileName })])).json).toMatchObject({
          file_name: safe,
        })
      })
  })

function padded(head: Buffer, size: number): Buffer {
  return Buffer.concat([head, Buffer.alloc(size - head.length)])
}
