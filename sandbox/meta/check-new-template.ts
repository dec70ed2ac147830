import { z } from 'zod'
import { parameterError, templateError } from './errors'

type Given = {
  components: { type: string; [more: string]: unknown }[]
  message_send_ttl_seconds?: number | undefined
}

const App = z.looseObject({ package_name: z.string().min(1).max(224), signature_hash: z.string().length(11) })
const OtpButton = z.looseObject({
  type: z.string(),
  otp_type: z
    .string()
    .transform((type) => type.toUpperCase())
    .pipe(z.enum(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'])),
  text: z.string().max(25).optional(),
  supported_apps: z.array(App).min(1).max(5).optional(),
  zero_tap_terms_accepted: z.boolean().optional(),
})

/** Only the options that Meta leaves. */
export function checkOtpTemplate({ components, message_send_ttl_seconds: ttl }: Given): void {
  for (const component of components) {
    if (component.text !== undefined && component.example === undefined)
      throw parameterError('The text of an authentication template is fixed')
    const minutes = component.code_expiration_minutes
    if (minutes !== undefined && minutes !== null && !(Number(minutes) >= 1 && Number(minutes) <= 90))
      throw parameterError('code_expiration_minutes must be between 1 and 90')
  }
  if (ttl !== undefined && ttl !== -1 && (ttl < 30 || ttl > 900))
    throw parameterError('message_send_ttl_seconds must be between 30 and 900')
  const part = components.find(({ type }) => type.toUpperCase() === 'BUTTONS')
  const parsed = z.looseObject({ buttons: z.array(OtpButton).length(1) }).safeParse(part)
  if (!parsed.success) throw parameterError('An authentication template needs one button of type OTP')
  const [button] = parsed.data.buttons
  if (button?.otp_type !== 'COPY_CODE' && !button?.supported_apps)
    throw parameterError('supported_apps is required')
  if (button?.otp_type === 'ZERO_TAP' && button.zero_tap_terms_accepted !== true)
    throw parameterError('zero_tap_terms_accepted must be true')
}

const variable = /\{\{[^{}]*\}\}/g

/** What Meta looks at before a reviewer does. */
export function checkWords({ components }: Given): void {
  const textOf = (type: string) => {
    const text = components.find((component) => component.type.toUpperCase() === type)?.text
    return typeof text === 'string' ? text : undefined
  }
  const body = textOf('BODY')
  if (!body?.trim()) throw parameterError('The body component is required')
  if (body.length > 1_024)
    throw templateError(2388040, 'Character Limit Exceeded', 'The body may have 1024 characters.')
  if (/^\s*\{\{[^{}]*\}\}|\{\{[^{}]*\}\}\s*$/.test(body))
    throw templateError(
      2388299,
      'Leading or trailing params are not allowed',
      "Variables can't be at the start or end of the template.",
    )
  const count = new Set(body.match(variable)).size
  const words = body.replace(variable, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  if (count > 0 && words < 2 * count + 1)
    throw templateError(
      2388293,
      'Parameters Words Ratio Exceeds Limit',
      'This template has too many variables for its length.',
    )
  if (count > 0 && components.find(({ type }) => type.toUpperCase() === 'BODY')?.example === undefined)
    throw templateError(2388043, 'Message Template Lacks an Example', 'Give an example of each variable.')
  const header = textOf('HEADER')
  if (
    header !== undefined &&
    (header.length > 60 || /\n/.test(header) || (header.match(variable) ?? []).length > 1)
  )
    throw templateError(2388047, 'Header Format Is Incorrect', 'The header does not hold.')
  const footer = textOf('FOOTER')
  if (footer !== undefined && (footer.length > 60 || footer.includes('{{')))
    throw templateError(2388073, 'Footer Format Is Incorrect', 'The footer does not hold.')
}
