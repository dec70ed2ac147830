import type { ServerResponse } from 'node:http'

type Topic = 'message' | 'status' | 'hook' | 'reset'

const mostListeners = 100
const mostWaitingBytes = 1_000_000

/** The pages that watch, by Server-Sent Events. */
export class Stream {
  #listeners = new Set<ServerResponse>()
  #heartbeat = setInterval(() => this.#send(': still here\n\n'), 15_000).unref()

  attach(response: ServerResponse): void {
    if (this.#listeners.size >= mostListeners) {
      response.writeHead(503).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('retry: 1000\n\n')
    this.#listeners.add(response)
    response.on('close', () => this.#listeners.delete(response))
  }

  publish(topic: Topic, data: unknown): void {
    if (this.#listeners.size > 0) this.#send(`event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const listener of this.#listeners) listener.end()
  }

  /** A page that cannot keep up is let go; it comes back and reads everything afresh. */
  #send(text: string): void {
    for (const listener of this.#listeners) {
      if (listener.writableLength > mostWaitingBytes) listener.destroy()
      else listener.write(text)
    }
  }
}
