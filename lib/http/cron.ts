import { noteSignal } from '@/lib/alerts/note-signal'
import { auditJobs } from '@/lib/audit/jobs'
import { alertJobs } from '@/lib/auth/alert-jobs'
import { contactJobs } from '@/lib/contacts/jobs'
import { equalSecrets } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import type { Job } from '@/lib/core/job'
import { errorReply, jsonReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { keyJobs } from '@/lib/keys/jobs'
import { mailJobs } from '@/lib/mails/jobs'
import { otpJobs } from '@/lib/otp/jobs'
import { privacyJobs } from '@/lib/privacy/jobs'
import { senderHealthJobs } from '@/lib/senders/health-jobs'
import { senderJobs } from '@/lib/senders/jobs'
import { templateJobs } from '@/lib/templates/jobs'
import { endpointHealthJobs } from '@/lib/webhooks/health-jobs'
import { webhookJobs } from '@/lib/webhooks/jobs'
import { recoveryJobs } from '@/lib/webhooks/recovery-jobs'

export const cronBase = '/api/cron/'
export const jobs: readonly Job[] = [
  ...mailJobs,
  ...keyJobs,
  ...alertJobs,
  ...senderJobs,
  ...otpJobs,
  ...contactJobs,
  ...templateJobs,
  ...privacyJobs,
  ...senderHealthJobs,
  ...webhookJobs,
  ...recoveryJobs,
  ...endpointHealthJobs,
  ...auditJobs(({ tenantId, seq, kind }) =>
    noteSignal({
      tenantId,
      kind: 'audit_chain_broken',
      subject: toTypeId('tenant', tenantId),
      facts: { seq, fault: kind },
    }),
  ),
]

/** What the clock calls. Knowing the path is not enough: the scheduler proves itself with the cron secret. */
export async function handleCron(request: ApiRequest): Promise<ApiReply> {
  const requestId = newUuid()
  try {
    if (!equalSecrets(request.header('authorization') ?? '', `Bearer ${env().CRON_SECRET}`))
      throw new AppError('signature_invalid')
    if (request.method !== 'GET' && request.method !== 'POST')
      throw new AppError('method_not_allowed', { headers: { allow: 'GET, POST' } })
    const name = request.path.slice(cronBase.length).replace(/\/$/, '')
    const job = jobs.find((candidate) => candidate.name === name)
    if (!job) throw new AppError('not_found')
    return jsonReply(200, requestId, { job: name, ...(await job.run()) })
  } catch (error) {
    return errorReply(error, requestId)
  }
}
