import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { previewMetaTemplates } from '@/lib/gateways/meta-templates'
import { findAccountCredentials } from '@/lib/senders/account-credentials'
import { chooseAccount } from '@/lib/templates/choose-account'
import type { OtpPreviews, PreviewOtpInput } from '@/lib/templates/create-schema'
import { normaliseLanguage } from '@/lib/templates/language-schema'
import { sandboxPreview } from '@/lib/templates/preview-schema'

type Input = CamelKeys<z.output<typeof PreviewOtpInput>>

/**
 * What a message with a code will say in each language. Live mode asks Meta, whose words they are; test mode has some of
 * its own. Throws `provider_refused` and `unavailable`.
 */
export async function previewOtpTemplates(ctx: Ctx, input: Input): Promise<OtpPreviews> {
  requirePermission(ctx, 'templates.read')
  const { languages, addSecurityRecommendation, codeExpirationMinutes } = input
  const options = { addSecurityRecommendation, codeExpirationMinutes }
  if (ctx.mode === 'test')
    return { source: 'sandbox', data: languages.map((language) => sandboxPreview(language, options)) }
  const account = await withTenant(ctx, async (tx) => {
    const { wabaId } = await chooseAccount(tx, input)
    return findAccountCredentials(ctx, tx, wabaId)
  })
  if (!account) throw new AppError('no_sender', { detail: 'Meta no longer takes the token of this account.' })
  const read = await previewMetaTemplates(account, { languages, ...options })
  if (read.outcome === 'refused')
    throw new AppError('provider_refused', {
      detail: read.userMessage ?? read.detail ?? undefined,
      cause: new Error(`Meta answered ${read.httpStatus}: code ${read.providerCode}, trace ${read.traceId}`),
    })
  if (read.outcome !== 'ok') throw new AppError('unavailable', { cause: read.cause })
  return {
    source: 'meta',
    data: read.value.data.map(({ language, body, footer = null, buttons: [button] }) => ({
      language: normaliseLanguage(language),
      body,
      footer,
      button: button?.text ?? 'Copy code',
      autofill: button?.autofill_text ?? 'Autofill',
    })),
  }
}
