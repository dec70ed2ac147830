import { isObject, type RequestBody } from './request-code'

type Path = readonly (string | number)[]

/** What stands there in a body that anybody may have typed; undefined where nothing does. */
export function valueAt(body: unknown, path: Path): unknown {
  const [first, ...rest] = path
  if (first === undefined) return body
  if (Array.isArray(body)) return typeof first === 'number' ? valueAt(body[first], rest) : undefined
  return isObject(body) && Object.hasOwn(body, first) ? valueAt(body[first], rest) : undefined
}

export function textAt(body: unknown, path: Path): string {
  const value = valueAt(body, path)
  return typeof value === 'string' ? value : ''
}

/** The same body with another value there; an empty text is taken out. */
export function withText(body: RequestBody, path: readonly string[], text: string): RequestBody {
  const [first, ...rest] = path
  if (first === undefined) return body
  const { [first]: own, ...others } = body
  if (rest.length > 0) return { ...body, [first]: withText(isObject(own) ? own : {}, rest, text) }
  return text === '' ? others : { ...body, [first]: text }
}

export const composedTypes = ['text', 'template', 'image', 'interactive'] as const
export type ComposedType = (typeof composedTypes)[number]

const starts: Record<ComposedType, unknown> = {
  text: { body: 'Hello' },
  template: { name: '', language: { code: 'en_US' } },
  image: { link: 'https://', caption: '' },
  interactive: {
    type: 'button',
    body: { text: 'Does Tuesday suit you?' },
    action: { buttons: [buttonOf('Yes', 0), buttonOf('Another day', 1)] },
  },
}

/** A request of another type to the same person, begun. */
export function startOf(body: RequestBody, type: ComposedType): RequestBody {
  const { to, recipient, from } = body
  const person = Object.entries({ to, recipient, from }).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(person), type, [type]: starts[type] }
}

export function buttonTitles(body: RequestBody): string[] {
  const buttons = valueAt(body, ['interactive', 'action', 'buttons'])
  return Array.isArray(buttons) ? buttons.map((_, index) => textAt(buttons, [index, 'reply', 'title'])) : []
}

export function withButtons(body: RequestBody, titles: string[]): RequestBody {
  const interactive = isObject(body.interactive) ? body.interactive : {}
  return { ...body, interactive: { ...interactive, action: { buttons: titles.map(buttonOf) } } }
}

function buttonOf(title: string, index: number) {
  return { type: 'reply', reply: { id: `choice_${index + 1}`, title } }
}

/** The texts that fill the body of the template, one a line. */
export function parameterTexts(body: RequestBody): string {
  const components = valueAt(body, ['template', 'components'])
  if (!Array.isArray(components)) return ''
  const index = components.findIndex((_, at) => textAt(components, [at, 'type']).toLowerCase() === 'body')
  const parameters = valueAt(components, [index, 'parameters'])
  return Array.isArray(parameters)
    ? parameters.map((_, at) => textAt(parameters, [at, 'text'])).join('\n')
    : ''
}

export function withParameters(body: RequestBody, lines: string): RequestBody {
  const template = isObject(body.template) ? body.template : {}
  const { components, ...rest } = template
  const others = Array.isArray(components)
    ? components.filter((component) => textAt(component, ['type']).toLowerCase() !== 'body')
    : []
  const parameters = lines.split('\n').map((text) => ({ type: 'text', text }))
  const own = lines === '' ? [] : [{ type: 'body', parameters }]
  const all = [...others, ...own]
  return { ...body, template: all.length > 0 ? { ...rest, components: all } : rest }
}
