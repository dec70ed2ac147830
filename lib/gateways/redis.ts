import { createHash, randomBytes } from 'node:crypto'
import { Ratelimit } from '@upstash/ratelimit'
import { Redis } from '@upstash/redis'
import { policy } from '@/lib/core/policy'

const { redisBudgetMilliseconds } = policy.api.rateLimit
const prefix = 'hawk:rate'
const epochKey = `${prefix}:epoch`

/**
 * What Redis says of one more request. `unsure`: it may have forgotten somebody, and has only noted this one; `known`
 * is for how long it has now seen everything.
 */
export type RedisAnswer =
  | { verdict: 'admitted' | 'refused'; left: number; resetMilliseconds: number }
  | { verdict: 'unsure'; entry: string; knownMilliseconds: number }

export type RedisGateway = {
  /** `noteOnly`: Redis is not to decide, whatever it believes of itself. Throws within the budget. */
  ask(subject: string, limit: number, noteOnly: boolean): Promise<RedisAnswer>
  /** What became of one that was only noted: it was let in just now, or not at all. */
  conclude(subject: string, entry: string, isAdmitted: boolean): Promise<void>
  ping(): Promise<void>
}

type Times = { windowMilliseconds: number; marginMilliseconds: number }
type Options = Times & { url: string; token: string }

/**
 * One client a process: commands of the same moment go out as one pipeline. It gives up within the budget and does
 * not retry. `timeout: 0` matters: the library's own one would let the request in.
 */
export function makeRedisGateway({ url, token, ...times }: Options): RedisGateway {
  const redis = new Redis({
    url,
    token,
    retry: false,
    responseEncoding: false,
    automaticDeserialization: false,
    enableAutoPipelining: true,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(redisBudgetMilliseconds),
  })
  const limiters = new Map<string, Ratelimit>()
  const limiterFor = (limit: number, noteOnly: boolean) => {
    const name = `${limit} ${noteOnly}`
    const limiter =
      limiters.get(name) ??
      new Ratelimit({
        redis,
        prefix,
        limiter: exactSlidingLog(limit, noteOnly, times),
        timeout: 0,
        ephemeralCache: false,
      })
    limiters.set(name, limiter)
    return limiter
  }
  return {
    async ask(subject, limit, noteOnly) {
      try {
        const { success, remaining, reset } = await limiterFor(limit, noteOnly).limit(subject)
        const resetMilliseconds = reset - Date.now()
        return { verdict: success ? 'admitted' : 'refused', left: remaining, resetMilliseconds }
      } catch (error) {
        if (error instanceof Unsure) return error.answer
        throw error
      }
    },
    async conclude(subject, entry, isAdmitted) {
      const key = `${prefix}:${subject}`
      if (isAdmitted) await run(redis, [key, epochKey], argumentsOf(0, times, 'admitted', entry))
      else await redis.zrem(key, entry)
    },
    async ping() {
      await redis.ping()
    },
  }
}

/** The library knows only yes and no. */
class Unsure extends Error {
  constructor(readonly answer: RedisAnswer) {
    super('Redis may have forgotten somebody')
  }
}

type Algorithm = ConstructorParameters<typeof Ratelimit>[0]['limiter']

/** At most `limit` in any window: an entry for each that was let in. The library's own windows let in up to twice as many. */
function exactSlidingLog(limit: number, noteOnly: boolean, times: Times): Algorithm {
  return () => ({
    async limit({ redis }, key) {
      const entry = nextEntry()
      const args = argumentsOf(limit, times, noteOnly ? 'note' : 'decide', entry)
      const [verdict, left, milliseconds] = await run(redis, [key, epochKey], args)
      if (verdict < 0) throw new Unsure({ verdict: 'unsure', entry, knownMilliseconds: milliseconds })
      const pending = Promise.resolve()
      return { success: verdict === 1, limit, remaining: left, reset: Date.now() + milliseconds, pending }
    },
    getRemaining: async ({ redis }, key) => {
      const remaining = Math.max(limit - (await redis.zcard(key)), 0)
      return { limit, remaining, reset: Date.now() + times.windowMilliseconds }
    },
    resetTokens: async ({ redis }, key) => {
      await redis.del(key)
    },
  })
}

function argumentsOf(limit: number, times: Times, wish: 'decide' | 'note' | 'admitted', entry: string) {
  return [limit, times.windowMilliseconds, times.marginMilliseconds, wish, entry]
}

const entriesOfThisProcess = randomBytes(9).toString('base64url')
let entries = 0
function nextEntry(): string {
  entries++
  return `${entriesOfThisProcess}${entries}`
}

/**
 * Redis's clock alone. It drops what is older than the window by a whole millisecond, since it counts in them. What is
 * noted counts from the latest moment at which Postgres can let it in, until it is said when it did.
 */
const script = `
local key, epochKey = KEYS[1], KEYS[2]
local limit, window, margin = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local epoch = redis.call('GET', epochKey)
if not epoch or ARGV[6] == '1' then
  epoch = now
  redis.call('SET', epochKey, now)
end
redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window - 1)
local known = now - epoch
local function keep(time)
  redis.call('ZADD', key, time, ARGV[5])
  redis.call('PEXPIRE', key, window + margin + 1000)
end
if ARGV[4] == 'admitted' then
  keep(now)
  return {1, 0, 0}
end
if ARGV[4] == 'note' or known < window + margin then
  keep(now + margin)
  return {-1, 0, known}
end
local count = redis.call('ZCARD', key)
if count < limit then
  keep(now)
  local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  return {1, limit - count - 1, oldest[2] + window + 1 - now}
end
local leaving = redis.call('ZRANGE', key, count - limit, count - limit, 'WITHSCORES')
return {0, 0, leaving[2] + window + 1 - now}
`
const hash = createHash('sha1').update(script).digest('hex')

/**
 * A Redis that does not know the script was started anew, perhaps from a snapshot of some time ago, epoch and all: so
 * whoever brings the script begins another epoch.
 */
async function run(
  redis: Redis,
  keys: string[],
  args: (string | number)[],
): Promise<[number, number, number]> {
  try {
    return await redis.evalsha(hash, keys, [...args, 0])
  } catch (error) {
    if (!String(error).includes('NOSCRIPT')) throw error
    return await redis.eval(script, keys, [...args, 1])
  }
}
