import { randomBytes } from 'node:crypto'
import type { Call } from '../http/call'
import { traceId } from './errors'

export function graphHeaders(call: Call): Record<string, string> {
  const [, version = '', id = '', edge] = call.path.split('/')
  const usage = { call_count: 1, total_cputime: 1, total_time: 1 }
  const isManagement = edge !== 'messages'
  return {
    'facebook-api-version': version,
    'x-fb-trace-id': traceId().slice(0, 12),
    'x-fb-request-id': traceId(),
    'x-fb-debug': randomBytes(48).toString('base64'),
    'x-fb-rev': '1000000001',
    'x-app-usage': JSON.stringify(usage),
    ...(isManagement && {
      'x-business-use-case-usage': JSON.stringify({
        [id]: [{ type: 'whatsapp_business_management', ...usage, estimated_time_to_regain_access: 0 }],
      }),
    }),
  }
}
