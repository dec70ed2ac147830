import { z } from 'zod'
import { countCharacters } from '@/lib/core/characters'
import type { Fault } from '@/lib/core/errors'
import type { TemplateComponent, TemplateContent, TemplateParameter } from '@/lib/messages/template-schema'

/** As Meta gives a template back, as far as it takes to fill it in. */
const Button = z.object({
  type: z.string(),
  text: z.string().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
})
const Stored = z.array(
  z.object({
    type: z.string(),
    format: z.string().optional().catch(undefined),
    text: z.string().optional().catch(undefined),
    buttons: z.array(Button).optional().catch(undefined),
  }),
)
type Stored = z.output<typeof Stored>
type Approved = { components: unknown; parameterFormat: string; category: string }

export const codeMax = 15

/** Where a message does not fit the template that was approved; nothing where its components are not known. */
export function faultsOfFilling(template: Approved, content: TemplateContent, at = 'template'): Fault[] {
  const filled = content.components ?? []
  const stored = Stored.safeParse(template.components).data
  const faults = stored
    ? [
        ...textFaults(stored, filled, template, 'body', at),
        ...headerFaults(stored, filled, template, at),
        ...buttonFaults(stored, filled, at),
      ]
    : []
  return template.category === 'AUTHENTICATION' ? [...faults, ...codeFaults(filled, at)] : faults
}

type Named = 'body' | 'header'

function textFaults(
  stored: Stored,
  filled: TemplateComponent[],
  { parameterFormat }: Approved,
  name: Named,
  at: string,
): Fault[] {
  const places = placesOf(stored.find(({ type }) => type.toLowerCase() === name)?.text ?? '')
  const given = parametersOf(filled, name)
  const path = `${at}.components.${indexOf(filled, name)}`
  if (parameterFormat === 'NAMED') {
    const names = given.flatMap((parameter) =>
      'parameter_name' in parameter ? [parameter.parameter_name ?? ''] : [''],
    )
    const missing = places.filter((place) => !names.includes(place))
    const unknown = names.filter((one) => !places.includes(one))
    return [
      ...missing.map((one) => ({ path, message: `The ${name} takes a parameter called ${one}.` })),
      ...unknown.map((one) => ({
        path,
        message: one
          ? `The ${name} takes no parameter called ${one}.`
          : `The template names its parameters: each needs a parameter_name.`,
        fix: `Its parameters are: ${places.join(', ') || 'none'}.`,
      })),
    ]
  }
  if (given.some((parameter) => 'parameter_name' in parameter && parameter.parameter_name !== undefined))
    return [{ path, message: `The template's parameters go by their order; leave parameter_name out.` }]
  if (given.length === places.length) return []
  const message = `The ${name} takes ${count(places.length)}; these are ${given.length}.`
  return [
    { path, message, fix: places.length > given.length ? 'Add what is missing.' : 'Leave out the rest.' },
  ]
}

function headerFaults(stored: Stored, filled: TemplateComponent[], template: Approved, at: string): Fault[] {
  const header = stored.find(({ type }) => type.toLowerCase() === 'header')
  const format = header?.format?.toLowerCase() ?? 'text'
  if (format === 'text') return textFaults(stored, filled, template, 'header', at)
  const given = parametersOf(filled, 'header')
  if (given.length === 1 && given[0]?.type === format) return []
  const path = `${at}.components.${indexOf(filled, 'header')}`
  return [{ path, message: `The header takes exactly one parameter, of the type ${format}.` }]
}

/** What the parameter of each kind of button is; those not named here take none, and need none. */
function buttonFaults(stored: Stored, filled: TemplateComponent[], at: string): Fault[] {
  const buttons = stored.flatMap((component) => component.buttons ?? [])
  const missing = buttons.flatMap((button, index) => {
    const need = needOf(button)
    const has = filled.some((one) => one.type === 'button' && one.index === String(index))
    if (!need || has) return []
    const path = `${at}.components`
    return [
      { path, message: `Button ${index} needs a component of the sub_type ${need}, with one parameter.` },
    ]
  })
  const wrong = filled.flatMap((component, place) => {
    if (component.type !== 'button') return []
    const path = `${at}.components.${place}`
    const button = buttons[Number(component.index)]
    if (!button) return [{ path: `${path}.index`, message: `The template has no button ${component.index}.` }]
    const kind = button.type.toLowerCase() === 'otp' ? 'url' : button.type.toLowerCase()
    if (kind !== component.sub_type)
      return [{ path: `${path}.sub_type`, message: `Button ${component.index} is of the sub_type ${kind}.` }]
    if (kind === 'url' && !needOf(button))
      return [{ path, message: `The address of button ${component.index} takes no parameter.` }]
    if (component.parameters.length !== 1)
      return [{ path: `${path}.parameters`, message: 'A button takes exactly one parameter.' }]
    return []
  })
  return [...missing, ...wrong]
}

function needOf({ type, url }: z.output<typeof Button>): string | null {
  const kind = type.toLowerCase()
  if (kind === 'otp' || (kind === 'url' && placesOf(url ?? '').length > 0)) return 'url'
  return kind === 'copy_code' ? 'copy_code' : null
}

/** A code goes twice, into the text and into the button that copies it. */
function codeFaults(filled: TemplateComponent[], at: string): Fault[] {
  const code = textOf(parametersOf(filled, 'body')[0])
  const buttonAt = filled.findIndex(({ type }) => type === 'button')
  const copied = textOf(filled[buttonAt]?.parameters[0])
  const path = `${at}.components`
  if (code === undefined || copied === undefined)
    return [
      { path, message: 'An authentication template takes the code twice: in its body and in its button.' },
    ]
  return [
    ...(code === copied ? [] : [{ path, message: 'The body and the button must carry the same code.' }]),
    ...(countCharacters(code) <= codeMax
      ? []
      : [{ path, message: `A code has at most ${codeMax} characters.` }]),
  ]
}

function textOf(parameter: TemplateParameter | undefined): string | undefined {
  return parameter?.type === 'text' ? parameter.text : undefined
}

/** The names or numbers between double braces, each once, in their order. */
function placesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, name = '']) => name))]
}

function parametersOf(filled: TemplateComponent[], name: Named): TemplateParameter[] {
  return filled.flatMap((component) => (component.type === name ? component.parameters : []))
}

function indexOf(filled: TemplateComponent[], name: Named): string {
  const at = filled.findIndex(({ type }) => type === name)
  return at < 0 ? name : `${at}.parameters`
}

function count(places: number): string {
  return places === 1 ? '1 parameter' : `${places} parameters`
}
