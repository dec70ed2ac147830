import { type ComponentInput, partOf, variablesOf } from '@/lib/templates/component-schema'

export type DraftButton = { key: string; type: ButtonType; text: string; target: string; sample: string }
export const buttonTypes = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'] as const
export type ButtonType = (typeof buttonTypes)[number]

/** What the editor holds: texts as they are typed, and a sample for each variable. */
export type TemplateDraft = {
  header: string
  body: string
  footer: string
  samples: Record<string, string>
  buttons: DraftButton[]
}

export const emptyDraft: TemplateDraft = { header: '', body: '', footer: '', samples: {}, buttons: [] }

/** Words in the braces make names of them. */
export function formatOf({ body, header }: TemplateDraft): 'positional' | 'named' {
  const names = variablesOf(`${header} ${body}`)
  return names.length > 0 && names.every((name) => !/^\d+$/.test(name)) ? 'named' : 'positional'
}

/** As Meta takes it. Parts that are empty are left out. */
export function componentsOf(draft: TemplateDraft): ComponentInput[] {
  const { header, body, footer, buttons, samples } = draft
  const isNamed = formatOf(draft) === 'named'
  const list = (text: string) => variablesOf(text).map((name) => samples[name] ?? '')
  const named = (text: string) =>
    variablesOf(text).map((name) => ({ param_name: name, example: samples[name] ?? '' }))
  const hasVariables = (text: string) => variablesOf(text).length > 0
  return [
    ...(header.trim()
      ? [
          {
            type: 'HEADER',
            format: 'TEXT',
            text: header,
            ...(hasVariables(header) && {
              example: isNamed ? { header_text_named_params: named(header) } : { header_text: list(header) },
            }),
          },
        ]
      : []),
    {
      type: 'BODY',
      text: body,
      ...(hasVariables(body) && {
        example: isNamed ? { body_text_named_params: named(body) } : { body_text: [list(body)] },
      }),
    },
    ...(footer.trim() ? [{ type: 'FOOTER', text: footer }] : []),
    ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: buttons.map(buttonOf) }] : []),
  ]
}

function buttonOf({ type, text, target, sample }: DraftButton) {
  if (type === 'URL') return { type, text, url: target, ...(target.includes('{{') && { example: [sample] }) }
  if (type === 'PHONE_NUMBER') return { type, text, phone_number: target }
  return { type, text }
}

/** Null where it holds what this editor cannot write, such as a picture. */
export function draftOf(components: readonly ComponentInput[]): TemplateDraft | null {
  const [header, body, footer, last] = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'].map((type) =>
    partOf(components, type),
  )
  if (header && (header.format ?? 'TEXT') !== 'TEXT') return null
  const buttons = (last?.buttons ?? []).map((button, index) => {
    const type = buttonTypes.find((known) => known === button.type)
    const example = Array.isArray(button.example) ? button.example[0] : button.example
    return type
      ? {
          key: `kept ${index}`,
          type,
          text: button.text ?? '',
          target: button.url ?? button.phone_number ?? '',
          sample: example ?? '',
        }
      : null
  })
  const known = buttons.filter((button) => button !== null)
  if (known.length < buttons.length) return null
  return {
    header: header?.text ?? '',
    body: body?.text ?? '',
    footer: footer?.text ?? '',
    buttons: known,
    samples: { ...samplesOf(header), ...samplesOf(body) },
  }
}

function samplesOf(component: ComponentInput | undefined): Record<string, string> {
  const { example } = component ?? {}
  const listed = example?.body_text?.[0] ?? example?.header_text ?? []
  const named = example?.body_text_named_params ?? example?.header_text_named_params ?? []
  return Object.fromEntries([
    ...listed.map((sample, index) => [String(index + 1), sample] as const),
    ...named.map((one) => [one.param_name, one.example] as const),
  ])
}
