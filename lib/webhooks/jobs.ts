import type { Job } from '@/lib/core/job'
import { deliverDue } from '@/lib/webhooks/deliver-due'

export const webhookJobs: readonly Job[] = [{ name: 'deliveries', everySeconds: 2, run: () => deliverDue() }]
