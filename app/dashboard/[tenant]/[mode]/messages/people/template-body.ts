import type { SendableTemplate, TemplatePlace } from '@/lib/messages/sendable-schema'

/** What was typed for each place of a template, by `placeKey`. */
export type PlaceValues = Readonly<Record<string, string>>

export function placeKey({ part, index, name }: TemplatePlace): string {
  return `${part} ${index ?? ''} ${name}`
}

export function placeLabel({ part, index, name, kind }: TemplatePlace): string {
  if (kind !== 'text') return `Link to the ${kind} above the text`
  const what = /^\d+$/.test(name) ? `{{${name}}}` : name
  if (part === 'header') return `${what} above the text`
  return part === 'button' ? `End of the link of button ${(index ?? 0) + 1}` : what
}

export function isFilled({ places }: SendableTemplate, values: PlaceValues): boolean {
  return places.every((place) => (values[placeKey(place)] ?? '').trim() !== '')
}

/** The template as Meta takes it, with what was typed in its places. */
export function templateBody({ name, language, places }: SendableTemplate, values: PlaceValues) {
  const of = (part: TemplatePlace['part']) => places.filter((place) => place.part === part)
  const components = [
    ...partWith('header', of('header'), values),
    ...partWith('body', of('body'), values),
    ...of('button').map((place) => ({
      type: 'button',
      sub_type: 'url',
      index: String(place.index ?? 0),
      parameters: [{ type: 'text', text: values[placeKey(place)] ?? '' }],
    })),
  ]
  const template = { name, language: { code: language } }
  return components.length > 0 ? { ...template, components } : template
}

function partWith(type: 'header' | 'body', places: TemplatePlace[], values: PlaceValues) {
  return places.length === 0 ? [] : [{ type, parameters: places.map((place) => parameterOf(place, values)) }]
}

function parameterOf(place: TemplatePlace, values: PlaceValues) {
  const value = values[placeKey(place)] ?? ''
  if (place.kind !== 'text') return { type: place.kind, [place.kind]: { link: value } }
  const isNamed = !/^\d+$/.test(place.name)
  return { type: 'text', text: value, ...(isNamed ? { parameter_name: place.name } : {}) }
}
