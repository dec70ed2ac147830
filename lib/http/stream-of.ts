import { log } from '@/lib/core/log'

/**
 * Pieces as a stream of the web: nothing of it is held, and nobody reads ahead of whoever takes it. What fails on the
 * way breaks the answer off, so that half a file is not taken for a whole one.
 */
export function streamOf(
  pieces: AsyncIterable<string | Uint8Array>,
  requestId: string | undefined,
): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next()
          if (done) controller.close()
          else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
        } catch (error) {
          log.error('a file broke off', { requestId, err: error })
          controller.error(error)
        }
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
