import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { allows, requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { signProof } from '@/lib/otp/proof'
import { GuardVerdict, type OtpDetail } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { findOtp, findSuccessor, type OtpRow, presentOtp, selectMessagesOf } from '@/lib/otp/store'
import { timelineOf } from '@/lib/otp/timeline'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getOtp(ctx: Ctx, { id }: { id: string }): Promise<OtpDetail> {
  requirePermission(ctx, 'otp.read')
  const uuid = fromTypeId('otp', id)
  const flight = uuid && (await withTenant(ctx, (tx) => findFlight(tx, uuid)))
  if (!flight) throw new AppError('not_found')
  const { found, messages, successor } = flight
  const { otp, message } = found
  return {
    ...showOtp(ctx, presentOtp(found)),
    code_length: otp.codeLength,
    request_id: toTypeId('request', otp.requestId),
    api_key_id: otp.apiKeyId && toTypeId('key', otp.apiKeyId),
    template: message?.template ?? null,
    language: message?.language ?? null,
    provider_message_id: message?.wamid ?? provenBy(otp),
    earlier_message_ids: otp.earlierMessageIds.map((messageId) => toTypeId('message', messageId)),
    superseded_by: successor && toTypeId('otp', successor),
    // The proof holds the number, and the guard's reasons name all of it but the last digits.
    proof: allows(ctx, 'phones.read') ? await proofOf(ctx, otp) : null,
    guard: allows(ctx, 'guard.read') ? GuardVerdict.nullable().parse(otp.guard) : null,
    timeline: timelineOf({ ...found, messages }),
  }
}

async function findFlight(tx: TenantTx, id: string) {
  const found = await findOtp(tx, id)
  if (!found) return null
  const messages = await selectMessagesOf(tx, found)
  return { found, messages, successor: await findSuccessor(tx, found.otp) }
}

/** Meta's id of the message that proved the number. */
function provenBy({ receivedMessages }: OtpRow): string | null {
  return receivedMessages.find(({ verdict }) => verdict === 'proven')?.wamid ?? null
}

/** Nobody who proves a number by a message calls /otp/verify, which would give the proof. */
async function proofOf(ctx: Ctx, otp: OtpRow): Promise<string | null> {
  const { direction, phone, verifiedAt } = otp
  if (direction !== 'inbound' || phone === null || verifiedAt === null) return null
  const end = verifiedAt.getTime() + policy.otp.proofSeconds * 1_000
  return Date.now() < end ? signProof(ctx, { ...otp, phone }, verifiedAt) : null
}
