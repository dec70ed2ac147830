import { expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { fetchFromMeta, uploadToMeta } from '@/lib/gateways/meta-media'
import { boundary, formOf, formType } from '@/lib/http/fixtures/form'
import { parseMultipart } from '@/lib/http/parse-multipart'
import { mediaUpload } from '@/lib/media/endpoints'
import { bytesOf } from '@/lib/media/fixtures/files'
import { makeMediaTenant } from '@/lib/media/fixtures/world'

const megabyte = 1024 * 1024
const size = policy.media.limits.document

/** The largest document there may be, made as it is read. */
async function* form(): AsyncGenerator<Uint8Array> {
  const head = bytesOf('application/pdf')
  const whole = formOf([{ name: 'file', value: head, fileName: 'a.pdf', type: 'application/pdf' }])
  const end = Buffer.from(`\r\n--${boundary}--\r\n`)
  yield whole.subarray(0, whole.length - end.length)
  let left = size - head.length
  while (left > 0) {
    const piece = Buffer.alloc(Math.min(left, 64 * 1024), 'x')
    left -= piece.length
    yield piece
  }
  yield end
}

test('100 MB come in, go to Meta and come back without ever being in memory', async () => {
  const { sender } = await makeMediaTenant()
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before)
  }, 10)
  const { file } = await parseMultipart(
    { header: (name) => (name === 'content-type' ? formType : undefined), stream: form },
    mediaUpload,
  )
  expect(file.size).toBe(size)
  const stored = await uploadToMeta(sender, {
    mimeType: 'application/pdf',
    fileName: 'a.pdf',
    size,
    read: () => file.read(),
  })
  await file.remove()
  if (stored.outcome !== 'ok') throw new Error(`It was not stored: ${JSON.stringify(stored)}`)
  const fetched = await fetchFromMeta(sender, stored.metaId)
  if (fetched.outcome !== 'ok') throw new Error('It was not fetched.')
  let received = 0
  for await (const piece of fetched.pieces) received += piece.length
  clearInterval(watch)
  expect(received).toBe(size)
  expect(most, 'bytes held at the worst moment').toBeLessThan(85 * megabyte)
}, 60_000)
