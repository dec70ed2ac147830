import { Logger, makeWorkerUtils, run, type TaskList } from 'graphile-worker'
import { z } from 'zod'
import { receiveArrivals, timeEach } from '../webhooks/arrivals'
import { atOnce, type Contestant, sinkUrl } from '../webhooks/contestant'
import { sql } from './database'
import { attemptKeeper, makeJobs, poster } from './webhook-job'

const Payload = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  mode: z.string(),
  data: z.record(z.string(), z.string()),
})
const connectionString = process.env.DATABASE_URL ?? ''
const logger = new Logger(() => () => {})

/** graphile-worker as fast as it goes: a local queue of 200 or 500, and completions in batches of 0, 10 or 50 ms. */
export async function makeGraphile({ keepsLog }: { keepsLog: boolean }): Promise<Contestant> {
  const schema = keepsLog ? 'graphile_logged' : 'graphile_worker'
  const utils = await makeWorkerUtils({ connectionString, logger, schema })
  await utils.migrate()
  const post = poster(sinkUrl)
  const keep = keepsLog ? attemptKeeper() : async () => {}
  const name = keepsLog ? 'logged' : 'webhook'
  let waiting = 0

  const start = (taskList: TaskList, fast: boolean) =>
    run({
      connectionString,
      logger,
      noHandleSignals: true,
      schema,
      maxPoolSize: 16,
      taskList,
      preset: {
        worker: {
          concurrentJobs: atOnce,
          ...(fast
            ? {
                localQueue: { size: 500 },
                completeJobBatchDelay: 50,
              }
            : {}),
        },
      },
    })

  return {
    prepare: async (count) => {
      waiting = count
      const jobs = makeJobs(count)
      for (let first = 0; first < count; first += 1_000)
        await utils.addJobs(
          jobs.slice(first, first + 1_000).map((payload) => ({ identifier: name, payload })),
        )
      await sql`vacuum analyze`
    },
    /** Until the last delivery, without its completion: in its favour. Its start is in the figure, a few ms. */
    deliver: async () => {
      let tell = () => {}
      const done = new Promise<void>((resolve) => {
        tell = resolve
      })
      const webhook = async (payload: unknown) => {
        await keep(await post(Payload.parse(payload)))
        if (--waiting === 0) tell()
      }
      const runner = await start({ [name]: webhook }, true)
      await done
      void runner.stop()
    },
    oneByOne: async (count) => {
      const arrivals = await receiveArrivals()
      const postTimed = poster(arrivals.url)
      const runner = await start(
        { [`${name}-timed`]: async (payload) => keep(await postTimed(Payload.parse(payload))) },
        false,
      )
      const times = await timeEach(count, arrivals, () => utils.addJob(`${name}-timed`, makeJobs(1)[0]))
      await runner.stop()
      return times
    },
  }
}
