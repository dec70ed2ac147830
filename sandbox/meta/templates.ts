import type { Sandbox } from '../sandbox'
import { type Template, templateId } from '../state/senders'
import { page, pickFields } from './fields'
import { verificationText } from './verification-text'

const usual = ['name', 'parameter_format', 'components', 'language', 'status', 'category']

export function listTemplates(sandbox: Sandbox, wabaId: string, query: URLSearchParams) {
  const wanted = (['name', 'language', 'status', 'category'] as const).flatMap((field) => {
    const value = query.get(field)
    return value === null ? [] : [{ field, value }]
  })
  const found = sandbox.senders
    .templatesOf(wabaId)
    .filter((template) =>
      wanted.every(({ field, value }) => template[field].toUpperCase() === value.toUpperCase()),
    )
  return page(
    found.map((template) => pickFields(templateFields(wabaId, template), usual, query)),
    query,
  )
}

function templateFields(wabaId: string, template: Template) {
  const { name, language, status, category } = template
  return {
    id: templateId(wabaId, template),
    name,
    parameter_format: 'POSITIONAL',
    components: template.components ?? usualComponents(template),
    language,
    status,
    category,
    quality_score: { score: 'UNKNOWN', date: 0 },
    rejected_reason: 'NONE',
    message_send_ttl_seconds: category === 'AUTHENTICATION' ? 600 : 2_592_000,
  }
}

/** Meta keeps the button of an authentication template as a URL. */
function usualComponents({ category, language }: Template) {
  if (category !== 'AUTHENTICATION') return [{ type: 'BODY', text: 'A message from the sandbox.' }]
  const url = 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp'
  return [
    {
      type: 'BODY',
      text: verificationText(language, '{{1}}'),
      add_security_recommendation: true,
      example: { body_text: [['123456']] },
    },
    {
      type: 'BUTTONS',
      buttons: [{ type: 'URL', text: 'Copy code', url: `${url}{{1}}`, example: [`${url}123456`] }],
    },
  ]
}
