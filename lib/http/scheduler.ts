import { log } from '@/lib/core/log'
import { callCron } from '@/lib/gateways/self'
import { jobs } from '@/lib/http/cron'

/** Calls each cron route at its pace, and never twice at once. Returns what stops it. */
export function startScheduler(): () => void {
  const timers = jobs.map(({ name, everySeconds }) => {
    let busy = false
    return setInterval(async () => {
      if (busy) return
      busy = true
      await callCron(name).catch((error: unknown) =>
        log.warn('a cron call failed', { job: name, err: error }),
      )
      busy = false
    }, everySeconds * 1_000)
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
