import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Sandbox } from '../sandbox'
import type { HeldTemplate } from '../state/templates'
import { checkOtpTemplate, checkWords } from './check-new-template'
import { parameterError, templateError } from './errors'
import { decide } from './template-review'
import { codeComponents, heldTemplates, requireTemplate } from './templates'

const Component = z.looseObject({ type: z.string().transform((type) => type.toUpperCase()) })
const Category = z
  .string()
  .transform((category) => category.toUpperCase())
  .pipe(z.enum(['AUTHENTICATION', 'UTILITY', 'MARKETING']))

const common = {
  name: z.string(),
  category: Category,
  parameter_format: z
    .string()
    .transform((format) => format.toUpperCase())
    .pipe(z.enum(['POSITIONAL', 'NAMED']))
    .default('POSITIONAL'),
  message_send_ttl_seconds: z.number().int().optional(),
  components: z.array(Component).min(1),
}
const NewTemplate = z.looseObject({ ...common, language: z.string() })
const NewTemplates = z.looseObject({ ...common, languages: z.array(z.string()).min(1) })
export type NewTemplate = z.output<typeof NewTemplate>

const mostTemplates = 250
const reservedMilliseconds = 30 * 86_400_000
const dayMilliseconds = 86_400_000

export function createTemplate(sandbox: Sandbox, wabaId: string, body: unknown) {
  const given = read(NewTemplate, body)
  check(given)
  const before = heldTemplates(sandbox, wabaId).find(
    ({ name, language }) => name === given.name && language === given.language,
  )
  if (before)
    throw templateError(
      2388024,
      'Content in This Language Already Exists',
      `There is already ${given.language} content for this template. You can create a new template and try again.`,
    )
  const { id, status, category } = store(sandbox, wabaId, given)
  return { id, status, category }
}

/** Authentication alone; those that are there already are changed. */
export function upsertTemplates(sandbox: Sandbox, wabaId: string, body: unknown) {
  const { languages, ...given } = read(NewTemplates, body)
  if (given.category !== 'AUTHENTICATION') throw parameterError('category must be AUTHENTICATION')
  const buttons = given.components.flatMap(({ buttons: some }) => (Array.isArray(some) ? some : []))
  if (buttons.some((button: object) => 'text' in button || 'autofill_text' in button))
    throw parameterError('text and autofill_text are not allowed here')
  const all = languages.map((language) => ({ ...given, language }))
  for (const one of all) check(one)
  const data = all.map((one) => {
    const { id, status, language } = store(sandbox, wabaId, one)
    return { id, status, language }
  })
  return { data }
}

const Edit = z.looseObject({
  components: z.array(Component).min(1).optional(),
  category: Category.optional(),
  message_send_ttl_seconds: z.number().int().optional(),
})

export function editTemplate(sandbox: Sandbox, wabaId: string, id: string, body: unknown) {
  const held = requireTemplate(sandbox, wabaId, id)
  const edit = read(Edit, body)
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(held.status))
    throw templateError(
      2388039,
      'Template Can not Be Edited',
      `A template that is ${held.status} cannot be edited.`,
    )
  if (held.status === 'APPROVED' && edit.category && edit.category !== held.category)
    throw templateError(
      2388039,
      'Category Can not Be Edited',
      'The category of an approved template cannot change.',
    )
  const isEarly = held.status === 'APPROVED' && Date.now() - (held.edited_at ?? 0) < dayMilliseconds
  if (isEarly)
    throw templateError(
      2388039,
      'Message Template Edit Limit',
      'You can edit an approved template once a day.',
    )
  const components = edit.components ?? held.components ?? []
  check({ ...held, components, category: edit.category ?? held.category })
  const next = sandbox.senders.lifecycle.put({
    ...held,
    components,
    category: edit.category ?? held.category,
    status: 'PENDING',
    rejected_reason: 'NONE',
    edited_at: Date.now(),
  })
  review(sandbox, next)
  return { success: true }
}

export function unpauseTemplate(sandbox: Sandbox, wabaId: string, id: string) {
  const held = requireTemplate(sandbox, wabaId, id)
  if (held.status !== 'PAUSED') throw parameterError('The template is not paused')
  decide(sandbox, held, { status: 'APPROVED', title: 'UNPAUSE' })
  return { success: true }
}

function store(sandbox: Sandbox, wabaId: string, given: Checked): HeldTemplate {
  const before = sandbox.senders.lifecycle.find(wabaId, given)
  if (before?.deleted_at && Date.now() - before.deleted_at < reservedMilliseconds)
    throw templateError(
      2388023,
      'Message Template Language Is Being Deleted',
      'New content cannot be added now.',
    )
  const all = heldTemplates(sandbox, wabaId)
  const known = all.find(({ name, language }) => name === given.name && language === given.language)
  if (!known && all.length >= mostTemplates)
    throw templateError(
      2388019,
      'Message Template Limit Exceeded',
      `You may have ${mostTemplates} templates.`,
    )
  const held = sandbox.senders.lifecycle.put({
    id: known?.id ?? `8${String(randomInt(1e14)).padStart(14, '0')}`,
    waba_id: wabaId,
    name: given.name,
    language: given.language,
    category: given.category,
    status: known?.status === 'APPROVED' ? 'APPROVED' : 'PENDING',
    components: storedComponents(given),
    parameter_format: given.parameter_format ?? 'POSITIONAL',
    quality: known?.quality ?? 'UNKNOWN',
    rejected_reason: 'NONE',
    message_send_ttl_seconds:
      given.message_send_ttl_seconds ?? (given.category === 'AUTHENTICATION' ? 600 : -1),
  })
  if (held.status === 'PENDING') review(sandbox, held)
  return held
}

function review(sandbox: Sandbox, { id, waba_id }: HeldTemplate): void {
  sandbox.senders.lifecycle.review(id, () => {
    const held = sandbox.senders.lifecycle.findById(id)
    if (held?.status !== 'PENDING' || held.waba_id !== waba_id) return
    const isBad = held.name.includes('reject')
    decide(sandbox, held, isBad ? { status: 'REJECTED', reason: 'INVALID_FORMAT' } : { status: 'APPROVED' })
  })
}

type Checked = Pick<NewTemplate, 'name' | 'language' | 'category' | 'components'> & {
  parameter_format?: 'POSITIONAL' | 'NAMED'
  message_send_ttl_seconds?: number | undefined
}

function check(given: Checked): void {
  if (!/^[a-z0-9_]{1,512}$/.test(given.name))
    throw parameterError('name must be lower case letters, digits and underscores')
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(given.language)) throw parameterError('language is not supported')
  if (given.category === 'AUTHENTICATION') checkOtpTemplate(given)
  else checkWords(given)
}

const OtpPart = z.looseObject({
  add_security_recommendation: z.boolean().optional(),
  code_expiration_minutes: z.number().optional(),
  buttons: z
    .array(z.looseObject({ otp_type: z.string().optional(), text: z.string().optional() }))
    .optional(),
})

/** What is worded by Meta is worded as it is stored. */
function storedComponents({ category, components, language }: Checked) {
  if (category !== 'AUTHENTICATION') return components
  const parts = components.map((component) => OtpPart.parse(component))
  const [button] = parts.flatMap(({ buttons = [] }) => buttons)
  return codeComponents(language, {
    security: parts.some(({ add_security_recommendation }) => add_security_recommendation === true),
    minutes:
      parts.find(({ code_expiration_minutes }) => code_expiration_minutes)?.code_expiration_minutes ?? null,
    otpType: button?.otp_type?.toUpperCase() ?? 'COPY_CODE',
    text: button?.text,
  })
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw parameterError(`The parameter ${issue?.path.join('.')} is not valid: ${issue?.message}`)
}
