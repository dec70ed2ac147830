import { runDueImports } from '@/lib/contacts/run-imports'
import type { Job } from '@/lib/core/job'

export const contactJobs: readonly Job[] = [{ name: 'imports', everySeconds: 5, run: runDueImports }]
