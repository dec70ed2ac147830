import { createServer } from 'node:http'

export interface Arrivals {
  url: string
  /** Answers when the next request has come in. */
  next(): Promise<number>
}

/** A receiver in the contestant's own process, so that one clock sees a job written and its arrival. */
export async function receiveArrivals(): Promise<Arrivals> {
  let tell: ((at: number) => void) | undefined
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      tell?.(performance.now())
      response.end('ok')
    })
  })
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    next: () =>
      new Promise((resolve) => {
        tell = resolve
      }),
  }
}

/** How long each job takes from before it is written until it arrives, one after the other. */
export async function timeEach(
  count: number,
  arrivals: Arrivals,
  write: () => Promise<unknown>,
): Promise<number[]> {
  const milliseconds: number[] = []
  while (milliseconds.length < count) {
    const arrival = arrivals.next()
    const began = performance.now()
    await write()
    milliseconds.push((await arrival) - began)
    // Not in step with anybody's poll.
    await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 50))
  }
  return milliseconds
}
