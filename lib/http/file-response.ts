import type { FileAnswer } from '@/lib/core/file-answer'
import { toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'

/**
 * A file as it comes: nothing of it is held, and nobody reads ahead of whoever takes it. What fails on the way breaks
 * the answer off, so that half a file is not taken for a whole one.
 */
export function fileResponse(requestId: string, { name, contentType, pieces }: FileAnswer): Response {
  const iterator = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const publicId = toTypeId('request', requestId)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.error('a file broke off', { requestId: publicId, err: error })
          controller.error(error)
        }
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'request-id': publicId,
      'x-content-type-options': 'nosniff',
    },
  })
}
