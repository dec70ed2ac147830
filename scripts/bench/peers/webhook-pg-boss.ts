import PgBoss from 'pg-boss'
import { receiveArrivals, timeEach } from '../webhooks/arrivals'
import { atOnce, type Contestant, sinkUrl } from '../webhooks/contestant'
import { sql } from './database'
import { type Attempt, eachAtOnce, type Job, keepAttempts, makeJobs, poster } from './webhook-job'

/** The fastest of 50, 100, 200 and 400 jobs a fetch, and of 1, 2 and 4 fetchers. */
const batchSize = 400
const fetchers = 2

/** pg-boss as fast as it goes: batches are fetched and completed, two of them taking turns. */
export async function makePgBoss({ keepsLog }: { keepsLog: boolean }): Promise<Contestant> {
  const [queue, timed] = keepsLog ? ['logged', 'logged-timed'] : ['webhooks', 'webhooks-timed']
  const boss = new PgBoss({
    connectionString: process.env.DATABASE_URL ?? '',
    schema: keepsLog ? 'pgboss_logged' : 'pgboss',
    max: 16,
    supervise: false,
    schedule: false,
  })
  boss.on('error', (error) => console.error(error))
  await boss.start()
  await boss.createQueue(queue)
  await boss.createQueue(timed)
  const post = poster(sinkUrl)

  async function fetchAndDeliver() {
    for (;;) {
      const jobs = await boss.fetch<Job>(queue, { batchSize })
      if (jobs.length === 0) return
      const attempts: Attempt[] = []
      await eachAtOnce(jobs, async ({ data }) => attempts.push(await post(data)), atOnce / fetchers)
      if (keepsLog) await keepAttempts(attempts)
      await boss.complete(
        queue,
        jobs.map(({ id }) => id),
      )
    }
  }
  return {
    prepare: async (count) => {
      // What it has completed would be archived by its maintenance, which is not running.
      await boss.clearStorage()
      const jobs = makeJobs(count)
      for (let first = 0; first < count; first += 1_000)
        await boss.insert(jobs.slice(first, first + 1_000).map((data) => ({ name: queue, data })))
      await sql`vacuum analyze`
    },
    deliver: async () => {
      await Promise.all(Array.from({ length: fetchers }, fetchAndDeliver))
    },
    oneByOne: async (count) => {
      const arrivals = await receiveArrivals()
      const postTimed = poster(arrivals.url)
      // Half a second is the shortest that it polls.
      await boss.work<Job>(timed, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
        const attempt = job && (await postTimed(job.data))
        if (attempt && keepsLog) await keepAttempts([attempt])
      })
      const times = await timeEach(count, arrivals, () => boss.send(timed, makeJobs(1)[0] ?? {}))
      await boss.offWork(timed)
      return times
    },
  }
}
