import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError, type Fault } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { createOtpTemplates } from '@/lib/templates/create-otp-templates'
import type { CreateTemplateInput } from '@/lib/templates/create-schema'
import { handIn } from '@/lib/templates/hand-in'
import { lintTemplate } from '@/lib/templates/lint-schema'
import { categoryOf } from '@/lib/templates/rules'
import type { TemplateObject } from '@/lib/templates/schema'

type Input = CamelKeys<z.output<typeof CreateTemplateInput>>

/**
 * Makes a template of any category. What Meta would refuse for sure is refused here, every fault at once and each with
 * what would be right.
 */
export async function createTemplate(ctx: Ctx, input: Input): Promise<TemplateObject> {
  requirePermission(ctx, 'templates.write')
  const faults = misplaced(input)
  if (faults.length > 0) throw new AppError('validation_failed', { faults })
  if (input.category === 'authentication')
    return createOtpTemplates(ctx, { ...input, languages: input.languages ?? [input.language ?? 'en_US'] })

  const { name = '', language = '', category, components = [], parameterFormat = 'positional' } = input
  const ttlSeconds = input.messageSendTtlSeconds
  const wrong = lintTemplate({ name, language, category, parameterFormat, components, ttlSeconds })
  if (wrong.length > 0) throw new AppError('validation_failed', { faults: wrong })
  return withTenant(ctx, (tx) =>
    handIn(ctx, tx, {
      place: { account: input.account, sender: input.sender },
      name,
      languages: [language],
      category: categoryOf(category) ?? 'UTILITY',
      parameterFormat: parameterFormat === 'named' ? 'NAMED' : 'POSITIONAL',
      components,
      ttlSeconds: ttlSeconds ?? null,
    }),
  )
}

const ofCodes = {
  otpType: 'otp_type',
  addSecurityRecommendation: 'add_security_recommendation',
  codeExpirationMinutes: 'code_expiration_minutes',
  buttonText: 'button_text',
  autofillText: 'autofill_text',
  supportedApps: 'supported_apps',
  zeroTapTermsAccepted: 'zero_tap_terms_accepted',
  languages: 'languages',
} as const satisfies Partial<Record<keyof Input, string>>
const ofOthers = { components: 'components', parameterFormat: 'parameter_format' } as const satisfies Partial<
  Record<keyof Input, string>
>

/** Fields that belong to another category, and those that this one needs. */
function misplaced(input: Input): Fault[] {
  const isForCodes = input.category === 'authentication'
  const given = (names: Record<string, string>) => {
    const values = new Map<string, unknown>(Object.entries(input))
    return Object.entries(names).flatMap(([key, path]) => (values.get(key) === undefined ? [] : [path]))
  }
  const faults: Fault[] = given(isForCodes ? ofOthers : ofCodes).map((path) => ({
    path,
    message: isForCodes
      ? 'What a template for codes says is for Meta to word.'
      : 'Only templates for codes have this.',
    fix: 'Leave it out.',
  }))
  if (isForCodes && input.language !== undefined && input.languages !== undefined)
    faults.push({
      path: 'language',
      message: 'Give `language` or `languages`.',
      fix: 'Leave one of them out.',
    })
  if (isForCodes) return faults
  for (const path of ['name', 'language', 'components'] as const)
    if (input[path] === undefined) faults.push({ path, message: 'This is needed.' })
  return faults
}
