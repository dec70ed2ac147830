import type { Job } from '@/lib/core/job'
import { mailExpiringKeys } from '@/lib/keys/mail-expiring'

export const keyJobs: readonly Job[] = [{ name: 'expiring-keys', everySeconds: 600, run: mailExpiringKeys }]
