import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import { requirePermission } from '@/lib/core/permissions'
import type { ReceiveOtpInput } from '@/lib/otp/inbound-schema'
import { receiveInbound } from '@/lib/otp/receive-inbound'
import type { OtpObject } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { findOtp, type OtpRow, type OtpWithMessage, presentOtp } from '@/lib/otp/store'
import { deriveToken, proofText } from '@/lib/otp/token'

type Input = CamelKeys<z.output<typeof ReceiveOtpInput>> & { id: string }

/** Who writes in test mode when nobody says. */
const anybody = '+15550100001'

/**
 * Plays the person who writes to the sender, in test mode, where nobody else can. Answers with the OTP as it is
 * then. Throws `state_conflict` in live mode and for an OTP that waits for no message.
 */
export async function receiveOtp(ctx: Ctx, input: Input): Promise<OtpObject> {
  requirePermission(ctx, 'otp.write')
  const before = await find(ctx, input.id)
  if (ctx.mode === 'live')
    throw new AppError('state_conflict', { detail: 'Only test mode can play the person who writes.' })
  if (before.otp.direction !== 'inbound')
    throw new AppError('state_conflict', {
      detail: 'This OTP was sent: it waits for a code, not for a message.',
    })
  const text = input.text ?? preparedText(before.otp)
  if (text !== null)
    await receiveInbound(ctx, {
      wamid: `wamid.test.${newUuid()}`,
      text,
      phone: input.usernameOnly ? null : (input.from ?? before.otp.phone ?? anybody),
      at: new Date(),
    })
  return showOtp(ctx, presentOtp(await find(ctx, input.id)))
}

async function find(ctx: Ctx, id: string): Promise<OtpWithMessage> {
  const uuid = fromTypeId('otp', id)
  const found = uuid && (await withTenant(ctx, (tx) => findOtp(tx, uuid)))
  if (!found) throw new AppError('not_found')
  return found
}

/** Null once the OTP has ended: its token is erased, and a message that holds it would change nothing. */
function preparedText({ nonce, keyId }: OtpRow): string | null {
  return nonce && proofText(deriveToken(keyFor('otp-code', keyId), nonce))
}
