import { runInBackground } from './background'
import { type Ctx, type Mode, proveContext } from './context'
import { newUuid } from './ids'

type Job =
  | 'account-changes'
  | 'connections'
  | 'contact-import'
  | 'delivery-reports'
  | 'inbound-messages'
  | 'message-sweep'
  | 'meta-requests'
  | 'otp-sweep'
  | 'recoveries'
  | 'sender-checks'
  | 'templates'

/** The context of a named job that found, as the system, a row of this tenant to work on. */
export function jobContext(job: Job, scope: { tenantId: string; mode: Mode }): Ctx {
  return proveContext({
    tenantId: scope.tenantId,
    mode: scope.mode,
    defaultLocale: 'en_US',
    actor: { type: 'system', job },
    requestId: newUuid(),
    address: '',
    defer: runInBackground,
  })
}
