import { closeDatabase } from '@/db/tenant'
import { startEngine } from '@/lib/webhooks/engine'
import { usualTerms } from '@/lib/webhooks/terms'

// A process that delivers webhooks and does nothing else. Arguments: the seconds of a lease, the milliseconds of an
// attempt; as in production unless told.
const [leaseSeconds, attemptMilliseconds] = process.argv.slice(2).map(Number)
const engine = startEngine({
  leaseSeconds: leaseSeconds ?? usualTerms.leaseSeconds,
  attemptMilliseconds: attemptMilliseconds ?? usualTerms.attemptMilliseconds,
})
process.once('SIGTERM', async () => {
  await engine.stop()
  await closeDatabase()
  process.exit(0)
})
console.log('delivering')
