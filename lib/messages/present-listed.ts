import { z } from 'zod'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import {
  type MessageDetail,
  type MessageListItem,
  PricingObject,
  type WindowObject,
} from '@/lib/messages/list-schema'
import { type MessageRow, presentMessage } from '@/lib/messages/store'

const Pricing = PricingObject.partial().catch({})

export function presentListed(row: MessageRow, window: WindowObject | null): MessageListItem {
  return {
    ...presentMessage(row),
    template: row.template ?? templateName(row.content),
    language: row.language,
    otp_id: row.otpId && toTypeId('otp', row.otpId),
    api_key_id: row.apiKeyId && toTypeId('key', row.apiKeyId),
    window,
  }
}

export function presentDetail(row: MessageRow, window: WindowObject | null): Omit<MessageDetail, 'timeline'> {
  return {
    ...presentListed(row, window),
    request_id: row.requestId && toTypeId('request', row.requestId),
    provider_message_id: row.wamid,
    attempts: row.attempts,
    played_at: toTimestamp(row.playedAt),
    pricing: row.pricing === null ? null : { ...noPricing, ...Pricing.parse(row.pricing) },
  }
}

const noPricing: PricingObject = { category: null, model: null, type: null, billable: null }
const Named = z.object({ name: z.string() })

function templateName(content: unknown): string | null {
  return Named.safeParse(content).data?.name ?? null
}
