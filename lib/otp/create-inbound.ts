import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { requirePermission } from '@/lib/core/permissions'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { qrSvg } from '@/lib/core/qr'
import { secondsUntil } from '@/lib/core/time'
import type { CreateInboundOtpInput, CreateInboundOtpReply } from '@/lib/otp/inbound-schema'
import { insertInboundOtp, lockInboundOtps, type OtpRow, presentOtp } from '@/lib/otp/store'
import { chatLink, deriveToken, hashToken, proofText } from '@/lib/otp/token'
import { chosenSender } from '@/lib/senders/chosen-sender'
import { findConnectedSender } from '@/lib/senders/find-connected'

type Input = CamelKeys<z.output<typeof CreateInboundOtpInput>>

/**
 * Makes an OTP that a person proves by writing its token to the sender. Nothing is sent, and no template is needed.
 * Throws `no_sender`, or `rate_limited` while too many of the tenant's wait.
 */
export async function createInboundOtp(ctx: Ctx, input: Input): Promise<CreateInboundOtpReply> {
  requirePermission(ctx, 'otp.write')
  const { otp, token, senderPhone } = await withTenant(ctx, async (tx) => {
    const sender = await findConnectedSender(tx, chosenSender(ctx, input))
    if (!sender) throw new AppError('no_sender')
    const { at, pending, nextExpiry } = await lockInboundOtps(tx)
    if (pending >= policy.otp.inbound.pending)
      throw new AppError('rate_limited', {
        detail: `At most ${policy.otp.inbound.pending.toLocaleString('en-US')} inbound OTPs may wait at once.`,
        retryAfterSeconds: secondsUntil(nextExpiry, at),
      })
    return { ...(await insert(tx, ctx, input, sender.id, at)), senderPhone: sender.phone }
  })
  const text = proofText(token)
  const link = chatLink(senderPhone, text)
  return {
    ...presentOtp({ otp, message: null, isExpired: false }),
    token,
    text,
    link,
    qr_svg: qrSvg(link),
    sender_phone: senderPhone,
  }
}

/** Two tokens that wait must differ: in the one case in a billion in which they do not, another one is drawn. */
async function insert(
  tx: TenantTx,
  ctx: Ctx,
  input: Input,
  senderId: string,
  at: Date,
): Promise<{ otp: OtpRow; token: string }> {
  const keyId = currentKeyId()
  for (let draw = 0; draw < 3; draw++) {
    const nonce = randomBytes(16)
    const token = deriveToken(keyFor('otp-code', keyId), nonce)
    const otp = await insertInboundOtp(tx, {
      id: newUuid(),
      direction: 'inbound',
      phone: input.to ?? null,
      canonicalPhone: input.to === undefined ? null : canonicalPhone(input.to),
      senderId,
      status: 'pending',
      codeLength: policy.otp.inbound.tokenLength,
      nonce,
      codeHash: hashToken(keyFor('otp-pepper', keyId), ctx, token),
      keyId,
      expiresAt: new Date(at.getTime() + input.expiry * 1_000),
      purpose: input.purpose ?? null,
      metadata: input.metadata,
      apiKeyId: ctx.actor.type === 'api_key' ? ctx.actor.id : null,
      requestId: ctx.requestId,
      createdAt: at,
    })
    if (otp) return { otp, token }
  }
  throw new Error('Three tokens in a row were taken.')
}
