import { ApiError, CursorRefused, callApi, TryLater } from './api.js'

/**
 * @typedef {{ id: string, type: string, mode: string, timestamp: string, created_at: string, data: object }} Event
 * @typedef {{ data: Event[], has_more: boolean, next_cursor: string | null }} Page
 * @typedef {{ apiKey: string, baseUrl: string }} Account
 * @typedef {{ trouble: (message: string) => void, wellAgain: () => void, pace: (milliseconds: number) => void }} Report
 */

const pageSize = '100'
/** Before the start: an event may become visible a little after it was made. */
const marginMilliseconds = 60_000
const rememberedIds = 10_000
const idleMilliseconds = 1_000
const longestPause = 30_000

/**
 * Every event of the account's mode that becomes visible from now on, each once, in order. It outlives whatever the
 * API does meanwhile: what could not be read is read later. Throws `ApiError` where trying again is of no use.
 *
 * @param {Account} account
 * @param {{ signal: AbortSignal, report: Report, started: () => void }} how
 * @returns {AsyncGenerator<Event, void>}
 */
export async function* feed(account, { signal, report, started }) {
  const seen = new Seen()
  const reader = new Reader(account, signal, report)
  await reader.begin()
  for (let page = await reader.next(); ; page = await reader.next()) {
    for (const { id } of page.data) seen.add(id)
    if (!page.has_more) break
  }
  started()
  while (!signal.aborted) {
    const page = await reader.next()
    for (const event of page.data) if (seen.add(event.id)) yield event
    if (!page.has_more) await pause(reader.pace, signal)
  }
}

class Reader {
  /** @type {string | undefined} */
  cursor
  since = ''
  pace = idleMilliseconds
  isFirst = true

  /**
   * @param {Account} account
   * @param {AbortSignal} signal
   * @param {Report} report
   */
  constructor(account, signal, report) {
    this.account = account
    this.signal = signal
    this.report = report
  }

  /** By the clock of the API: this machine's may be wrong. */
  async begin() {
    const { headers } = await this.ask({ limit: '1' })
    const now = Date.parse(headers.get('date') ?? '') || Date.now()
    this.since = new Date(now - marginMilliseconds).toISOString()
  }

  /** @returns {Promise<Page>} */
  async next() {
    try {
      const page = await this.page()
      if (page.next_cursor) this.cursor = page.next_cursor
      const last = page.data.at(-1)
      if (last) this.since = new Date(Date.parse(last.created_at) - marginMilliseconds).toISOString()
      return page
    } catch (error) {
      if (!(error instanceof CursorRefused) || this.cursor === undefined) throw error
      // From a little before the last event: what was there already is known by its id.
      this.cursor = undefined
      return this.next()
    }
  }

  /** @returns {Promise<Page>} */
  async page() {
    /** @type {Record<string, string>} */
    const from = this.cursor === undefined ? { created_after: this.since } : { cursor: this.cursor }
    const { value } = await this.ask({ order: 'asc', limit: pageSize, ...from })
    const page = /** @type {Partial<Page>} */ (value)
    if (!Array.isArray(page.data))
      throw new ApiError('The API answered with something that is no list of events.')
    return { data: page.data, has_more: page.has_more === true, next_cursor: page.next_cursor ?? null }
  }

  /**
   * Until there is an answer. Only the first call of all gives up: nobody waits for an address that was mistyped.
   *
   * @param {Record<string, string>} query
   */
  async ask(query) {
    for (let failures = 0; ; failures += 1) {
      try {
        const answer = await callApi(this.account, { path: '/events', query, signal: this.signal })
        this.isFirst = false
        if (failures > 0) this.report.wellAgain()
        this.keepPace(answer.headers)
        return answer
      } catch (error) {
        if (!(error instanceof TryLater) || this.signal.aborted) throw error
        if (this.isFirst && error.afterMilliseconds === undefined)
          throw new ApiError(`${error.message}. Look at --base-url.`)
        if (failures === 0) this.report.trouble(error.message)
        const backoff = Math.min(longestPause, 500 * 2 ** failures)
        await pause(error.afterMilliseconds ?? backoff, this.signal)
      }
    }
  }

  /**
   * Half of the requests that the plan has left are for others.
   *
   * @param {Headers} headers
   */
  keepPace(headers) {
    const [, left, seconds] = /r=(\d+);t=(\d+)/.exec(headers.get('ratelimit') ?? '') ?? []
    if (left === undefined || seconds === undefined) return
    const wanted = (Number(seconds) * 1000) / Math.max(1, Number(left) / 2)
    this.pace = Math.max(idleMilliseconds, Math.min(longestPause, wanted))
    this.report.pace(this.pace)
  }
}

/** The ids of the last events, so that none counts twice. */
class Seen {
  /** @type {Set<string>} */
  ids = new Set()

  /**
   * Whether it is new.
   *
   * @param {string} id
   */
  add(id) {
    if (this.ids.has(id)) return false
    this.ids.add(id)
    const [oldest] = this.ids
    if (this.ids.size > rememberedIds && oldest !== undefined) this.ids.delete(oldest)
    return true
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
