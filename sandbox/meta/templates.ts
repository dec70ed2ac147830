import type { Sandbox } from '../sandbox'
import { type Template, templateId } from '../state/senders'
import type { HeldTemplate } from '../state/templates'
import { parameterError, unknownObject } from './errors'
import { page, pickFields } from './fields'
import { verificationParts } from './verification-text'

const usual = ['name', 'parameter_format', 'components', 'language', 'status', 'category']

export function listTemplates(sandbox: Sandbox, wabaId: string, query: URLSearchParams) {
  const wanted = (['language', 'status', 'category'] as const).flatMap((field) => {
    const value = query.get(field)
    return value === null ? [] : [{ field, value }]
  })
  const name = query.get('name')
  const found = heldTemplates(sandbox, wabaId)
    // Meta's filter finds longer names as well.
    .filter((template) => name === null || template.name.includes(name))
    .filter((template) =>
      wanted.every(({ field, value }) => template[field].toUpperCase() === value.toUpperCase()),
    )
  return page(
    found.map((template) => pickFields(templateFields(template), usual, query)),
    query,
  )
}

export function getTemplate(sandbox: Sandbox, wabaId: string, id: string, query: URLSearchParams) {
  return pickFields(templateFields(requireTemplate(sandbox, wabaId, id)), usual, query)
}

/** Throws what Meta throws for an id of nothing. */
export function requireTemplate(sandbox: Sandbox, wabaId: string, id: string): HeldTemplate {
  const found = heldTemplates(sandbox, wabaId).find((template) => template.id === id)
  if (!found) throw unknownObject('GET', id)
  return found
}

/** All of an account in one form, whoever brought them. */
export function heldTemplates({ senders }: Sandbox, wabaId: string): HeldTemplate[] {
  return senders
    .templatesOf(wabaId)
    .map((template) => senders.lifecycle.find(wabaId, template) ?? held(wabaId, template))
}

function held(wabaId: string, template: Template): HeldTemplate {
  return {
    ...template,
    id: templateId(wabaId, template),
    waba_id: wabaId,
    components: template.components ?? usualComponents(template),
    parameter_format: 'POSITIONAL',
    quality: 'UNKNOWN',
    rejected_reason: 'NONE',
    message_send_ttl_seconds: template.category === 'AUTHENTICATION' ? 600 : 2_592_000,
  }
}

function templateFields(template: HeldTemplate) {
  const { waba_id, edited_at, deleted_at, quality, ...rest } = template
  return {
    ...rest,
    quality_score: { score: quality, date: 0 },
    previous_category: template.previous_category,
    correct_category: template.correct_category ?? template.category,
    message_send_ttl_seconds: template.message_send_ttl_seconds,
  }
}

/** Meta keeps the button of an authentication template as a URL. */
function usualComponents({ category, language }: Template) {
  if (category !== 'AUTHENTICATION') return [{ type: 'BODY', text: 'A message from the sandbox.' }]
  return codeComponents(language, { security: true, minutes: null, otpType: 'COPY_CODE' })
}

type Options = { security: boolean; minutes: number | null; otpType: string; text?: string | undefined }

export function codeComponents(language: string, { security, minutes, otpType, text }: Options) {
  const parts = verificationParts(language, { security, minutes })
  const expiry = minutes === null ? '' : `&code_expiration_minutes=${minutes}`
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${otpType}${expiry}&code=otp`
  const label = text ?? (otpType === 'ONE_TAP' ? parts.fill : parts.copy)
  return [
    {
      type: 'BODY',
      text: parts.body,
      add_security_recommendation: security,
      example: { body_text: [['123456']] },
    },
    ...(parts.footer ? [{ type: 'FOOTER', text: parts.footer, code_expiration_minutes: minutes }] : []),
    {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: label, url: `${url}{{1}}`, example: [`${url}123456`] }],
    },
  ]
}

export function previewTemplates(query: URLSearchParams) {
  if (query.get('category')?.toUpperCase() !== 'AUTHENTICATION')
    throw parameterError('category must be AUTHENTICATION')
  const minutes = query.get('code_expiration_minutes')
  if (minutes !== null && !(Number(minutes) >= 1 && Number(minutes) <= 90))
    throw parameterError('code_expiration_minutes must be between 1 and 90')
  const languages = (query.get('languages') ?? query.get('language') ?? '').split(',').filter(Boolean)
  if (languages.length === 0) throw parameterError('languages is required')
  const options = {
    security: query.get('add_security_recommendation') === 'true',
    minutes: minutes === null ? null : Number(minutes),
  }
  return {
    data: languages.map((language) => {
      const { body, footer, copy, fill } = verificationParts(language, options)
      return { body, buttons: [{ autofill_text: fill, text: copy }], ...(footer && { footer }), language }
    }),
  }
}
