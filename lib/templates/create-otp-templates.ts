import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { handIn } from '@/lib/templates/hand-in'
import { lintName } from '@/lib/templates/lint-schema'
import {
  defaultExpiryMinutes,
  type OtpOptions,
  type OtpType,
  otpComponents,
  otpFaults,
  recommendedName,
  ttlFor,
} from '@/lib/templates/otp-schema'
import type { TemplateObject } from '@/lib/templates/schema'

export type OtpTemplatesInput = {
  account?: string | undefined
  sender?: string | undefined
  name?: string | undefined
  languages: readonly string[]
  otpType?: OtpType | undefined
  addSecurityRecommendation?: boolean | undefined
  codeExpirationMinutes?: number | null | undefined
  buttonText?: string | undefined
  autofillText?: string | undefined
  supportedApps?: { package_name: string; signature_hash: string }[] | undefined
  zeroTapTermsAccepted?: boolean | undefined
  messageSendTtlSeconds?: number | undefined
}

/**
 * The template for codes, in all these languages at once, in the words that Meta has for it. What is left out is as we
 * recommend it. The first of them is given back; its `languages` name the others. Throws `validation_failed`,
 * `no_sender`, and `state_conflict` where one of that name and language is there already.
 */
export async function createOtpTemplates(ctx: Ctx, input: OtpTemplatesInput): Promise<TemplateObject> {
  requirePermission(ctx, 'templates.write')
  const options = withDefaults(input)
  const languages = [...new Set(input.languages)]
  const name = input.name ?? recommendedName(options.otpType)
  const faults = [...lintName(name), ...otpFaults(options, languages)]
  if (languages.length === 0) faults.push({ path: 'languages', message: 'Choose a language.' })
  if (faults.length > 0) throw new AppError('validation_failed', { faults })
  return withTenant(ctx, (tx) =>
    handIn(ctx, tx, {
      place: { account: input.account, sender: input.sender },
      name,
      languages,
      category: 'AUTHENTICATION',
      parameterFormat: 'POSITIONAL',
      components: otpComponents(options),
      ttlSeconds: options.ttlSeconds,
    }),
  )
}

function withDefaults(input: OtpTemplatesInput): OtpOptions {
  const codeExpirationMinutes =
    input.codeExpirationMinutes === undefined ? defaultExpiryMinutes : input.codeExpirationMinutes
  return {
    otpType: input.otpType ?? 'copy_code',
    addSecurityRecommendation: input.addSecurityRecommendation ?? true,
    codeExpirationMinutes,
    buttonText: input.buttonText,
    autofillText: input.autofillText,
    supportedApps: input.supportedApps ?? [],
    zeroTapTermsAccepted: input.zeroTapTermsAccepted ?? false,
    ttlSeconds: input.messageSendTtlSeconds ?? ttlFor(codeExpirationMinutes),
  }
}
