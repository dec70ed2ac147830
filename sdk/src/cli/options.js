import { parseArgs } from 'node:util'

/** Something was typed wrongly. */
export class UsageError extends Error {}

/**
 * @typedef {{ apiKey: string, baseUrl: string, isLive: boolean }} Account
 * @typedef {Account & { command: 'listen', forwardTo: URL | undefined, events: string[], secret: string | undefined }} Listen
 * @typedef {Account & { command: 'trigger', type: string }} Trigger
 * @typedef {{ command: 'help' } | Listen | Trigger} Options
 */

export const help = `hawksend: Hawk Send's webhooks on your own machine

  hawksend listen [--forward-to localhost:3000/api/hooks] [--events otp.*,message.failed]
      Receives what happens in your workspace from now on, without a public address, and posts each event to
      --forward-to, signed like a delivery. r replays the last one, q quits.

  hawksend trigger otp.verified
      Makes an event of that type, with sample data. In test mode only.

  --api-key wsa_test_…   or HAWKSEND_API_KEY. listen needs webhooks:read, trigger webhooks:write
  --base-url https://…   or HAWKSEND_BASE_URL: where Hawk Send is, if not at ${'https://app.hawksend.com'}
  --secret whsec_…       what to sign with; without it, one that is always the same for your key
  --live                 take a live key: your customers' real events, phone numbers and all, come to this machine`

const defaultBase = 'https://app.hawksend.com'

/**
 * @param {string[]} words
 * @param {Record<string, string | undefined>} environment
 * @returns {Options}
 */
export function readOptions(words, environment) {
  const { values, positionals } = parse(words)
  const [command, ...rest] = positionals
  if (values.help || command === undefined || command === 'help') return { command: 'help' }
  if (command !== 'listen' && command !== 'trigger')
    throw new UsageError(`There is no command “${command}”. hawksend help shows those there are.`)
  const account = {
    ...readKey(values['api-key'] ?? environment.HAWKSEND_API_KEY, values.live),
    baseUrl: readBase(values['base-url'] ?? environment.HAWKSEND_BASE_URL ?? defaultBase),
  }
  if (command === 'trigger') return { command, ...account, type: readType(rest, account.isLive) }
  if (rest.length > 0)
    throw new UsageError(`listen takes no “${rest[0]}”. Did you mean --forward-to ${rest[0]}?`)
  return {
    command,
    ...account,
    forwardTo: values['forward-to'] === undefined ? undefined : readTarget(values['forward-to']),
    events: readEvents(values.events),
    secret: readSecret(values.secret),
  }
}

/** @param {string[]} words */
function parse(words) {
  const text = /** @type {const} */ ({ type: 'string' })
  const flag = /** @type {const} */ ({ type: 'boolean', default: false })
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        'api-key': text,
        'base-url': text,
        'forward-to': text,
        events: text,
        secret: text,
        live: flag,
        help: { ...flag, short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/**
 * A live key has to be meant: what it lets in are real people's numbers, and they would be in a terminal's history.
 *
 * @param {string | undefined} key
 * @param {boolean} meansLive
 */
function readKey(key, meansLive) {
  if (!key)
    throw new UsageError('An API key is needed: set HAWKSEND_API_KEY, or give --api-key. A test key will do.')
  const [, mode] = /^wsa_(live|test)_\w+$/.exec(key.trim()) ?? []
  if (!mode) throw new UsageError('That is no API key: one begins with wsa_test_ or wsa_live_.')
  if (mode === 'live' && !meansLive)
    throw new UsageError(
      'That is a live key: your customers’ real events would come to this machine. Use a test key, or add --live.',
    )
  return { apiKey: key.trim(), isLive: mode === 'live' }
}

/** @param {string} text */
function readBase(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--base-url is to be an address such as ${defaultBase}, and not “${text}”.`)
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLocal)
    throw new UsageError('--base-url is to begin with https://: an API key does not go over plain HTTP.')
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1`
}

/** @param {string} text */
function readTarget(text) {
  const whole = /^\d+$/.test(text)
    ? `http://localhost:${text}`
    : /^https?:\/\//.test(text)
      ? text
      : `http://${text}`
  if (!URL.canParse(whole))
    throw new UsageError(
      `--forward-to is to be an address such as localhost:3000/api/hooks, and not “${text}”.`,
    )
  return new URL(whole)
}

/** @param {string | undefined} text */
function readEvents(text) {
  const patterns = (text ?? '*').split(',').map((part) => part.trim())
  const wrong = patterns.find((pattern) => !/^(\*|[a-z_]+\.(\*|[a-z_]+))$/.test(pattern))
  if (wrong !== undefined)
    throw new UsageError(
      `--events takes types such as otp.verified or otp.*, with commas, and not “${wrong}”.`,
    )
  return patterns
}

/** @param {string | undefined} secret */
function readSecret(secret) {
  if (secret !== undefined && !/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
    throw new UsageError('--secret is to be whsec_ and at least 24 bytes in base64.')
  return secret
}

/**
 * @param {string[]} words
 * @param {boolean} isLive
 */
function readType(words, isLive) {
  const [type, ...more] = words
  if (type === undefined || more.length > 0)
    throw new UsageError('trigger takes one type of event, such as: hawksend trigger otp.verified')
  if (isLive)
    throw new UsageError('Events can be made in test mode only: in live mode they tell what has happened.')
  return type
}
