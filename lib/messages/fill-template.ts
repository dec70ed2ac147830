import {
  FileContent,
  type FileForm,
  fileForms,
  type Laid,
  type Parameter,
  type TemplateContent,
  type TemplateShape,
} from '@/lib/messages/preview-schema'

const place = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g

/** A template as the person sees it: its own parts, with the parameters of the message in their places. */
export function fillTemplate(
  shape: TemplateShape,
  { components }: Pick<TemplateContent, 'components'>,
): Laid {
  const partOf = (type: string) => shape.find((part) => part.type === type)
  const given = (type: string) => components.find((component) => component.type === type)?.parameters ?? []
  const header = partOf('HEADER')
  return {
    header: headerOf(header, given('header')),
    body: fillText(partOf('BODY')?.text ?? '', given('body')),
    footer: partOf('FOOTER')?.text ?? null,
    buttons: (partOf('BUTTONS')?.buttons ?? []).map(({ text, url, phone_number }, index) => {
      const own = components.find((component) => component.type === 'button' && component.index === index)
      return {
        text: text ?? '',
        detail: url ? fillText(url, own?.parameters ?? []) : (phone_number ?? null),
      }
    }),
    sections: [],
  }
}

/** A place that nothing was given for stays as it is written. */
export function fillText(text: string, parameters: readonly Parameter[]): string {
  return text.replaceAll(place, (written, name: string) => {
    const named = parameters.find((parameter) => parameter.parameter_name === name)
    const found = named ?? (/^\d+$/.test(name) ? parameters[Number(name) - 1] : undefined)
    return (found && parameterText(found)) ?? written
  })
}

/** What of a parameter can be read; null for a file. */
export function parameterText(parameter: Parameter): string | null {
  const { text, payload, coupon_code, currency, date_time, location } = parameter
  return (
    text ??
    currency?.fallback_value ??
    date_time?.fallback_value ??
    coupon_code ??
    payload ??
    location?.name ??
    location?.address ??
    null
  )
}

/** The names of the places in a text, each once, in the order in which they stand. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(place)].map(([, name = '']) => name))]
}

function headerOf(part: TemplateShape[number] | undefined, parameters: readonly Parameter[]): Laid['header'] {
  if (!part) return null
  const form = part.format?.toLowerCase()
  const fileForm = fileForms.find((name) => name === form)
  if (fileForm) return { form: fileForm, ...sourceIn(parameters, fileForm) }
  return part.text ? { text: fillText(part.text, parameters) } : null
}

function sourceIn(parameters: readonly Parameter[], form: FileForm) {
  const [first] = parameters
  const file = first && form in first ? Object.entries(first).find(([name]) => name === form)?.[1] : null
  const { id = null, link = null, filename = null } = FileContent.safeParse(file).data ?? {}
  return { id, link, fileName: filename }
}
