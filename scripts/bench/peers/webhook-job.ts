import { randomBytes, randomUUID } from 'node:crypto'
import { Pool } from 'undici'
import { signedHeaders } from '@/lib/webhooks/sign'
import { atOnce } from '../webhooks/contestant'

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

/** The least that every contestant does with a job: make it text, sign it, post it over a kept connection. */
export function poster(url: string): (job: Job) => Promise<void> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: atOnce, pipelining: 1 })
  return async (job) => {
    const body = JSON.stringify(job)
    const timestamp = Math.floor(Date.now() / 1_000)
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders([secret], { id: job.id, timestamp, body }),
    }
    const answer = await pool.request({ method: 'POST', path: pathname, headers, body })
    await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`The sink answered ${answer.statusCode}.`)
  }
}

/** Runs through the jobs with so many under way at once. */
export async function eachAtOnce<T>(jobs: readonly T[], run: (job: T) => Promise<void>, most = atOnce) {
  let next = 0
  const worker = async () => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await run(job)
  }
  await Promise.all(Array.from({ length: most }, worker))
}
