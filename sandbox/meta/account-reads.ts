import type { Sandbox } from '../sandbox'
import { pickFields } from './fields'

const available = { can_send_message: 'AVAILABLE', entities: [] }

/** An account as Meta shows it: the usual, and what was said of it. */
export function getAccount(sandbox: Sandbox, wabaId: string, query: URLSearchParams) {
  const shared = sandbox.onboarding.account(wabaId)
  const { business_id: businessId = shared?.business_id ?? '900900800700602', ...said } =
    sandbox.accounts.account(wabaId) ?? {}
  const name = shared?.name ?? sandbox.senders.ofWaba(wabaId)[0]?.verified_name ?? 'Example'
  const { waba_id: _, ...fields } = { waba_id: wabaId, ...said }
  const whole = {
    name,
    currency: 'USD',
    timezone_id: '1',
    country: 'US',
    message_template_namespace: '00000000_0000_0000_0000_000000000000',
    account_review_status: shared?.review_status ?? 'APPROVED',
    business_verification_status: shared?.verification_status ?? 'verified',
    ownership_type: 'CLIENT_OWNED',
    owner_business_info: { id: businessId, name },
    health_status: available,
    ...fields,
    id: wabaId,
  }
  return pickFields(whole, ['id', 'name', 'currency', 'timezone_id', 'message_template_namespace'], query)
}

/** What was said of a number beside the usual. */
export function numberSaid(sandbox: Sandbox, phoneNumberId: string): object {
  const { phone_number_id: _, ...said } = sandbox.accounts.number(phoneNumberId) ?? { phone_number_id: '' }
  return said
}
