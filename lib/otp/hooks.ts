import { AppError } from '@/lib/core/errors'
import type { Hook } from '@/lib/core/hook'
import { policy } from '@/lib/core/policy'
import { answerHandshake, receiveWebhook } from '@/lib/messages/receive-webhook'
import { otpMessages } from '@/lib/otp/otp-messages'

/** What Meta calls. It stands here, and not beside the messages, because a report moves the OTP as well. */
export const metaHooks: readonly Hook[] = [
  {
    method: 'GET',
    path: '/api/hooks/meta',
    bodyLimitBytes: 0,
    async run({ query }) {
      const challenge = answerHandshake(query)
      if (challenge === null) throw new AppError('signature_invalid')
      return { status: 200, contentType: 'text/plain; charset=utf-8', body: challenge }
    },
  },
  {
    method: 'POST',
    path: '/api/hooks/meta',
    bodyLimitBytes: policy.hooks.bodyLimitBytes,
    async run({ header, body, defer }) {
      await receiveWebhook({ signature: header('x-hub-signature-256'), body, defer }, otpMessages)
      return { status: 200, contentType: 'application/json', body: '{"received":true}' }
    },
  },
]
