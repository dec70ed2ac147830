import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { signedHeaders } from '@/lib/webhooks/sign'
import { atOnce } from '../webhooks/contestant'
import { sql } from './database'

/** An event of about 1 KB, as ours are posted. */
export interface Job {
  id: string
  type: string
  timestamp: string
  mode: string
  data: Record<string, string>
}

const secret = `whsec_${randomBytes(24).toString('base64')}`

/** What ours is at its real size: an OTP with metadata. */
export const eventData = { object: 'otp', otp_id: 'otp_01jc0000000000000000000000', note: 'x'.repeat(820) }

export function makeJobs(count: number): Job[] {
  return Array.from({ length: count }, () => ({
    id: `evt_${randomUUID()}`,
    type: 'otp.verified',
    timestamp: new Date().toISOString(),
    mode: 'live',
    data: eventData,
  }))
}

/** What became of a job, as ours keeps it. */
export type Attempt = {
  id: string
  job: string
  number: number
  started_at: Date
  milliseconds: number
  status_code: number
  request_headers: object
  response_headers: object
  response_body: string
}

/** The least that every contestant does with a job: make it text, sign it, post it over a kept connection. */
export function poster(url: string): (job: Job) => Promise<Attempt> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: atOnce, pipelining: 1 })
  return async (job) => {
    const body = JSON.stringify(job)
    const timestamp = Math.floor(Date.now() / 1_000)
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders([secret], { id: job.id, timestamp, body }),
    }
    const [startedAt, began] = [new Date(), performance.now()]
    const answer = await pool.request({ method: 'POST', path: pathname, headers, body })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`The sink answered ${answer.statusCode}.`)
    return {
      id: randomUUID(),
      job: job.id,
      number: 1,
      started_at: startedAt,
      milliseconds: Math.round(performance.now() - began),
      status_code: answer.statusCode,
      request_headers: headers,
      response_headers: answer.headers,
      response_body: text,
    }
  }
}

/** The log that a sender of webhooks has to keep, many rows in one statement. */
export async function keepAttempts(attempts: readonly Attempt[]): Promise<void> {
  await sql`
    insert into peer_attempts (id, job, number, started_at, milliseconds, status_code, request_headers,
      response_headers, response_body)
    select * from jsonb_to_recordset(${JSON.stringify(attempts)}::text::jsonb) as r (id uuid, job text, number int,
      started_at timestamptz, milliseconds int, status_code int, request_headers jsonb, response_headers jsonb,
      response_body text)`
}

/** For who has one job at a time in hand: those that end within a few milliseconds are kept together. */
export function attemptKeeper(): (attempt: Attempt) => Promise<void> {
  let waiting: Attempt[] = []
  let writing: Promise<void> | undefined
  return (attempt) => {
    waiting.push(attempt)
    writing ??= pause(5).then(() => {
      const batch = waiting
      waiting = []
      writing = undefined
      return keepAttempts(batch)
    })
    return writing
  }
}

/** Runs through the jobs with so many under way at once. */
export async function eachAtOnce<T>(jobs: readonly T[], run: (job: T) => Promise<unknown>, most = atOnce) {
  let next = 0
  const worker = async () => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await run(job)
  }
  await Promise.all(Array.from({ length: most }, worker))
}
