import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import type { OtpDetail } from '@/lib/otp/schema'
import { findOtp, findSuccessor, presentOtp, selectMessagesOf } from '@/lib/otp/store'
import { timelineOf } from '@/lib/otp/timeline'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getOtp(ctx: Ctx, { id }: { id: string }): Promise<OtpDetail> {
  const uuid = fromTypeId('otp', id)
  const flight = uuid && (await withTenant(ctx, (tx) => findFlight(tx, uuid)))
  if (!flight) throw new AppError('not_found')
  const { found, messages, successor } = flight
  const { otp, message } = found
  return {
    ...presentOtp(found),
    code_length: otp.codeLength,
    request_id: toTypeId('request', otp.requestId),
    api_key_id: otp.apiKeyId && toTypeId('key', otp.apiKeyId),
    template: message?.template ?? null,
    language: message?.language ?? null,
    provider_message_id: message?.wamid ?? null,
    earlier_message_ids: otp.earlierMessageIds.map((messageId) => toTypeId('message', messageId)),
    superseded_by: successor && toTypeId('otp', successor),
    timeline: timelineOf({ ...found, messages }),
  }
}

async function findFlight(tx: TenantTx, id: string) {
  const found = await findOtp(tx, id)
  if (!found) return null
  const messages = await selectMessagesOf(tx, found)
  return { found, messages, successor: await findSuccessor(tx, found.otp) }
}
