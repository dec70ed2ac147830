import { type Contestant, sinkUrl } from '../webhooks/contestant'
import { eachAtOnce, type Job, makeJobs, poster } from './webhook-job'

/** No queue at all: jobs from memory, posted, and forgotten. */
export function makeFloor(): Contestant {
  const post = poster(sinkUrl)
  let jobs: Job[] = []
  return {
    prepare: async (count) => {
      jobs = makeJobs(count)
    },
    deliver: () => eachAtOnce(jobs, post),
  }
}
