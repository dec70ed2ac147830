import { setTimeout as pause } from 'node:timers/promises'
import { runInBackground } from '@/lib/core/background'
import { env } from '@/lib/core/env'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { makeRedisGateway, type RedisAnswer, type RedisGateway } from '@/lib/gateways/redis'
import { type Admission, type Admit, promisedTimes, type Times } from '@/lib/requests/admission'
import { makeAdmitInPostgres } from '@/lib/requests/admit-in-postgres'
import { makeMirror } from '@/lib/requests/mirror'

/** Lets one more request of the subject in, or not: at most `limit` in any window, whatever becomes of Redis. */
export const admit: Admit = (subject, limit) => theAdmit()(subject, limit)

function theAdmit(): Admit {
  return oncePerProcess('admit', () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env()
    const redis = url && token ? makeRedisGateway({ url, token, ...promisedTimes }) : undefined
    return makeAdmit({ redis })
  })
}

/**
 * Redis decides while it has seen everybody of the window and a margin; otherwise Postgres does, which has heard of
 * everybody. Why no one is lost in between is told in content/decisions/2026-11-24-rate-limits-outlive-redis.md.
 */
export function makeAdmit({
  redis,
  times = promisedTimes,
}: {
  redis: RedisGateway | undefined
  times?: Times
}): Admit {
  const inPostgres = makeAdmitInPostgres(times)
  if (!redis) return inPostgres
  const mirror = makeMirror(times)
  const away = makeBreaker(redis, times)
  /** Grows when Redis loses its say: what it answers to a question from before no longer counts. */
  let turn = 0

  async function ask(subject: string, limit: number): Promise<RedisAnswer | undefined> {
    if (away.isOpen()) return undefined
    try {
      const answer = await redis?.ask(subject, limit, mirror.isDistrusted())
      if (answer?.verdict === 'unsure') turn++
      return answer
    } catch (error) {
      turn++
      away.open(error)
      return undefined
    }
  }

  /** Until Postgres has heard of all whom Redis let in, here and elsewhere. */
  async function turnToPostgres(answer: RedisAnswer | undefined): Promise<void> {
    if (!answer) {
      await away.settled(mirror.noteDistrust)
      await mirror.noteDistrust()
    } else {
      const known = answer.verdict === 'unsure' ? answer.knownMilliseconds : times.settleMilliseconds
      const settled = Math.min(known, performance.now() - mirror.distrustedSince())
      if (settled < times.settleMilliseconds) await pause(times.settleMilliseconds - Math.max(settled, 0))
    }
    await mirror.drained()
  }

  return async (subject, limit) => {
    const asked = turn
    const [answer] = await Promise.all([ask(subject, limit), away.isOpen() ? undefined : mirror.fresh()])
    if (answer?.verdict === 'refused') return admissionOf(answer, limit)
    if (answer?.verdict === 'admitted') {
      await mirror.fresh()
      if (turn === asked && !mirror.isDistrusted()) {
        mirror.add(subject)
        return admissionOf(answer, limit)
      }
      turn++
    }
    await turnToPostgres(answer)
    const admission = await inPostgres(subject, limit)
    if (answer?.verdict === 'unsure')
      redis.conclude(subject, answer.entry, admission.isAdmitted).catch((error: unknown) => {
        turn++
        away.open(error)
      })
    return admission
  }
}

function admissionOf(
  { verdict, left, resetMilliseconds }: Exclude<RedisAnswer, { verdict: 'unsure' }>,
  limit: number,
): Admission {
  return { isAdmitted: verdict === 'admitted', limit, left, resetMilliseconds }
}

/** A Redis that failed is not asked again by a request; it is tried beside them, now and then. */
function makeBreaker(redis: RedisGateway, times: Times) {
  let isOpen = false
  let tryAt = 0
  let settling: Promise<void> | undefined

  function open(error: unknown): void {
    if (!isOpen) {
      log.warn('Redis does not answer; Postgres counts the requests', { err: error })
      settling = undefined
    }
    isOpen = true
    tryAt = performance.now() + times.redisPauseMilliseconds
  }

  async function attempt(): Promise<void> {
    try {
      await redis.ping()
      isOpen = false
      log.info('Redis answers again')
    } catch {
      tryAt = performance.now() + times.redisPauseMilliseconds
    }
  }

  return {
    open,
    isOpen(): boolean {
      if (isOpen && performance.now() >= tryAt) {
        tryAt = Number.POSITIVE_INFINITY
        runInBackground(attempt)
      }
      return isOpen
    },
    /** Once for each time that it opens: everybody is told, and what they let in before arrives in Postgres. */
    settled(tell: () => Promise<void>): Promise<void> {
      settling ??= tell()
        .then(() => pause(times.settleMilliseconds))
        .catch((error: unknown) => {
          settling = undefined
          throw error
        })
      return settling
    },
  }
}
