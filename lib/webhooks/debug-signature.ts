import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePerson } from '@/lib/core/permissions'
import { explainSignature } from '@/lib/webhooks/explain-signature'
import { readHeaderText } from '@/lib/webhooks/header-text'
import { openSecret, readSecrets } from '@/lib/webhooks/read-secrets'
import { signingSecrets } from '@/lib/webhooks/secret-rules'
import type { DebugSignatureInput, SignatureExplanation } from '@/lib/webhooks/signature-schema'

type Input = CamelKeys<z.output<typeof DebugSignatureInput>>

/**
 * Why a delivery's signature does not hold, for what somebody pasted. Without a secret it tries those that sign now;
 * they are compared with and never shown, and nothing of what was pasted is kept.
 */
export async function debugSignature(
  ctx: Ctx,
  { body, headers, secret }: Input,
): Promise<SignatureExplanation> {
  requirePerson(ctx, 'webhooks.read')
  const { newestFirst, now } = await withTenant(ctx, (tx) => readSecrets(ctx, tx))
  const current = signingSecrets(newestFirst, now)
  const known = newestFirst.map((row) => ({
    secret: openSecret(row),
    is: current.includes(row) ? ('current' as const) : ('retired' as const),
  }))
  const own = known.filter(({ is }) => is === 'current').map((row) => row.secret)
  return explainSignature({
    secrets: secret === undefined ? own : [secret],
    headers: typeof headers === 'string' ? readHeaderText(headers) : headers,
    body,
    now,
    known,
    mode: ctx.mode,
  })
}
