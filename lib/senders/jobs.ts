import type { Job } from '@/lib/core/job'
import { runDueConnections } from '@/lib/senders/run-due-connections'

export const senderJobs: readonly Job[] = [{ name: 'connections', everySeconds: 5, run: runDueConnections }]
