import { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { explainSignature, type SignatureVerdict } from '@/lib/webhooks/explain-signature'
import { signingSecrets } from '@/lib/webhooks/secret-rules'
import { selectSecrets } from '@/lib/webhooks/secret-store'

export const DebugSignatureInput = z.strictObject({
  body: z.string().max(300_000),
  headers: z.record(z.string().max(200), z.string().max(4_000)),
  secret: z.string().max(200).optional(),
})
type Input = { body: string; headers: Record<string, string>; secret?: string | undefined }

export async function debugSignature(ctx: Ctx, { body, headers, secret }: Input): Promise<SignatureVerdict> {
  requirePerson(ctx, 'webhooks.read')
  const now = new Date()
  const secrets = secret
    ? [secret]
    : signingSecrets(await withTenant(ctx, selectSecrets), now).map((own) => own.secret)
  return explainSignature({ secrets, headers, body, now })
}
