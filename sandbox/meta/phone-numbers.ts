import type { Sandbox } from '../sandbox'
import { digitsOf, type Sender } from '../state/senders'
import { numberSaid } from './account-reads'
import { page, pickFields } from './fields'
import { onboardedFields } from './onboarding'

const usual = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'webhook_configuration',
]

export function getPhoneNumber(sandbox: Sandbox, sender: Sender, query: URLSearchParams) {
  return pickFields(phoneNumberFields(sandbox, sender), usual, query)
}

export function listPhoneNumbers(sandbox: Sandbox, senders: Sender[], query: URLSearchParams) {
  return page(
    senders.map((sender) => getPhoneNumber(sandbox, sender, query)),
    query,
  )
}

function phoneNumberFields(sandbox: Sandbox, sender: Sender) {
  return {
    id: sender.phone_number_id,
    verified_name: sender.verified_name,
    code_verification_status: 'VERIFIED',
    display_phone_number: displayed(sender.display_phone_number),
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    webhook_configuration: { application: `${sandbox.settings.appOrigin}/api/hooks/meta` },
    status: 'CONNECTED',
    name_status: 'APPROVED',
    account_mode: 'LIVE',
    is_pin_enabled: true,
    is_official_business_account: false,
    whatsapp_business_manager_messaging_limit: 'TIER_2K',
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
    ...onboardedFields(sandbox, sender),
    ...numberSaid(sandbox, sender.phone_number_id),
  }
}

function displayed(number: string): string {
  const digits = digitsOf(number)
  return digits.replace(/^1(\d{3})(\d{3})(\d{4})$/, '1 $1-$2-$3').replace(/^/, '+')
}
