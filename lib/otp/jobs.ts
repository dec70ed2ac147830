import type { Job } from '@/lib/core/job'
import { handleDueWebhooks } from '@/lib/messages/handle-webhooks'
import { sendDueMessages } from '@/lib/messages/send-due'
import { expireDueOtps } from '@/lib/otp/expire'
import { otpMessages } from '@/lib/otp/otp-messages'

export const otpJobs: readonly Job[] = [
  { name: 'messages', everySeconds: 1, run: () => sendDueMessages(otpMessages) },
  { name: 'webhooks', everySeconds: 2, run: () => handleDueWebhooks(otpMessages) },
  { name: 'otps', everySeconds: 5, run: expireDueOtps },
]
