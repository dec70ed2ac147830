import type { Job } from '@/lib/core/job'
import { sendDueMails } from '@/lib/mails/send-due'

export const mailJobs: readonly Job[] = [{ name: 'mails', everySeconds: 2, run: () => sendDueMails() }]
