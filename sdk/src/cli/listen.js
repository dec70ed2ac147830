import { createHmac } from 'node:crypto'
import { feed, pause } from './feed.js'
import { forward } from './forward.js'
import { onKeys } from './keys.js'
import { bold, clean, clock, dim, green, red } from './print.js'

/** How long an app that is just starting again is waited for. */
const restartMilliseconds = 5_000

/**
 * Receives the account's events and forwards them, until it is told to stop.
 *
 * @param {import('./options.js').Listen} options
 */
export async function listen({ forwardTo, events, secret: given, isLive, ...account }) {
  const secret = given ?? secretOf(account.apiKey)
  const stop = new AbortController()
  const sender = new Sender({ target: forwardTo, secret, signal: stop.signal })
  const keys = onKeys({ r: () => sender.replay(), q: () => stop.abort() })
  try {
    const report = reporter()
    const started = () => greet({ secret, forwardTo, isLive })
    for await (const event of feed(account, { signal: stop.signal, report, started }))
      if (events.some((pattern) => fits(pattern, event.type))) await sender.send(event)
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    keys.close()
  }
  await sender.idle()
  console.log(sender.summary())
}

/**
 * Nothing is kept on disk, and yet the secret in the app's settings stays right: it follows from the key, which
 * cannot be told from it.
 *
 * @param {string} apiKey
 */
export function secretOf(apiKey) {
  const bytes = createHmac('sha256', apiKey).update('hawksend listen').digest().subarray(0, 24)
  return `whsec_${bytes.toString('base64')}`
}

/**
 * @param {string} pattern
 * @param {string} type
 */
function fits(pattern, type) {
  return (
    pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
  )
}

/** @param {{ secret: string, forwardTo: URL | undefined, isLive: boolean }} facts */
function greet({ secret, forwardTo, isLive }) {
  console.log(`Listening to ${isLive ? bold(red('live')) : 'test'} mode. Events are signed with`)
  console.log(`  ${bold(secret)}`)
  console.log(
    dim(forwardTo ? `Forwarding to ${forwardTo.href}` : 'Add --forward-to to have them posted to your app.'),
  )
  console.log(dim('r replays the last one, q quits.'))
}

/** Troubles are told once, when they begin and when they end. */
function reporter() {
  let told = false
  return {
    /** @param {string} message */
    trouble: (message) => console.log(red(`${clock()}  ${message}. Nothing is lost; trying again.`)),
    wellAgain: () => console.log(dim(`${clock()}  The API answers again.`)),
    /** @param {number} milliseconds */
    pace: (milliseconds) => {
      if (told || milliseconds < 3_000) return
      told = true
      const seconds = Math.round(milliseconds / 1000)
      console.log(dim(`Your plan's requests are few: events come within about ${seconds} s.`))
    },
  }
}

/** Posts one event after the other, and prints what came of each. */
class Sender {
  /** @type {import('./feed.js').Event | undefined} */
  last
  /** @type {Promise<void>} */
  queue = Promise.resolve()
  total = 0
  failed = 0
  /** Whether the app took the last connection: only then it is waited for. */
  wasThere = true

  /** @param {{ target: URL | undefined, secret: string, signal: AbortSignal }} to */
  constructor({ target, secret, signal }) {
    this.target = target
    this.secret = secret
    this.signal = signal
  }

  /** @param {import('./feed.js').Event} event */
  send(event) {
    this.last = event
    this.total += 1
    return this.enqueue(event, '')
  }

  replay() {
    if (this.last) void this.enqueue(this.last, dim('  replayed'))
    else console.log(dim('There is nothing to replay yet.'))
  }

  /**
   * @param {import('./feed.js').Event} event
   * @param {string} mark
   */
  enqueue(event, mark) {
    this.queue = this.queue.then(() => this.post(event, mark))
    return this.queue
  }

  /**
   * @param {import('./feed.js').Event} event
   * @param {string} mark
   */
  async post(event, mark) {
    const head = `${dim(clock())}  ${bold(clean(event.type))}  ${clean(event.id)}`
    if (!this.target) return console.log(`${head}${mark}`)
    const outcome = await this.deliver(event, this.target)
    const isTaken = outcome.statusCode !== undefined && outcome.statusCode >= 200 && outcome.statusCode < 300
    if (!isTaken && mark === '') this.failed += 1
    const word = outcome.error
      ? `${outcome.error}${outcome.isRefused ? `: nothing listens at ${this.target.host}` : ''}`
      : String(outcome.statusCode)
    console.log(
      `${head}  ${isTaken ? green(word) : red(clean(word))}  ${dim(`${outcome.milliseconds} ms`)}${mark}`,
    )
  }

  /**
   * An app that is just being started again gets what came meanwhile.
   *
   * @param {import('./feed.js').Event} event
   * @param {URL} target
   */
  async deliver(event, target) {
    const until = Date.now() + (this.wasThere ? restartMilliseconds : 0)
    for (;;) {
      const outcome = await forward(event, { target, secret: this.secret, signal: this.signal })
      this.wasThere = !outcome.isRefused
      if (this.wasThere || Date.now() >= until || this.signal.aborted) return outcome
      await pause(250, this.signal)
    }
  }

  idle() {
    return this.queue
  }

  summary() {
    return `${this.total} ${this.total === 1 ? 'event' : 'events'}${this.target ? `, ${this.failed} not taken` : ''}.`
  }
}
