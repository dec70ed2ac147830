import type { ServerResponse } from 'node:http'

export type NewMail = {
  from: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}
export type Mail = NewMail & { id: string; received_at: string }

const mostMails = 1_000
const mostListeners = 100

/** The newest mails, in memory alone, and the pages that watch them come in. */
export class MailStore {
  #mails: Mail[] = []
  #count = 0
  #listeners = new Set<ServerResponse>()
  #heartbeat = setInterval(() => this.#tell(': still here\n\n'), 15_000).unref()

  add(mail: NewMail): void {
    this.#count++
    this.#mails.unshift({ id: String(this.#count), ...mail, received_at: new Date().toISOString() })
    this.#mails.length = Math.min(this.#mails.length, mostMails)
    this.#tell('event: mail\ndata: {}\n\n')
  }

  /** Newest first. */
  list(to?: string | null): Mail[] {
    const wanted = to?.toLowerCase()
    return wanted ? this.#mails.filter((mail) => mail.to.toLowerCase() === wanted) : this.#mails
  }

  find(id: string): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id)
  }

  clear(): void {
    this.#mails = []
    this.#tell('event: mail\ndata: {}\n\n')
  }

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

  close(): void {
    clearInterval(this.#heartbeat)
    for (const listener of this.#listeners) listener.end()
  }

  #tell(text: string): void {
    for (const listener of this.#listeners) listener.write(text)
  }
}
