import { env } from '@/lib/core/env'
import type { Hook } from '@/lib/core/hook'
import { receiveMetaRequest } from '@/lib/privacy/receive-request'

const bodyLimitBytes = 64 * 1024

/** What Meta calls when a person takes our app away from their Facebook login, or wants us to forget them. */
export const privacyHooks: readonly Hook[] = [
  {
    method: 'POST',
    path: '/api/hooks/meta/deauthorize',
    bodyLimitBytes,
    async run({ body, defer }) {
      await receiveMetaRequest({ kind: 'deauthorize', body, defer })
      return { status: 200, contentType: 'application/json', body: '{"received":true}' }
    },
  },
  {
    method: 'POST',
    path: '/api/hooks/meta/data-deletion',
    bodyLimitBytes,
    async run({ body, defer }) {
      const { confirmationCode } = await receiveMetaRequest({ kind: 'data_deletion', body, defer })
      const url = `${env().APP_ORIGIN}/data-deletion/${confirmationCode}`
      const answer = { url, confirmation_code: confirmationCode }
      return { status: 200, contentType: 'application/json', body: JSON.stringify(answer) }
    },
  },
]
