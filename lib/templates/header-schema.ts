import type { Fault } from '@/lib/core/errors'
import { type ComponentInput, variablesOf } from '@/lib/templates/component-schema'
import { lintText } from '@/lib/templates/text-schema'

const limit = 60
const media = ['IMAGE', 'VIDEO', 'DOCUMENT']

export function lintHeader(header: ComponentInput, path: string, format: 'positional' | 'named'): Fault[] {
  const kind = header.format ?? 'TEXT'
  if (kind === 'LOCATION') return []
  if (media.includes(kind)) return lintMedia(header, path, kind)
  if (kind === 'TEXT') return lintHeaderText(header, path, format)
  const fix = `Use TEXT, ${media.join(', ')} or LOCATION.`
  return [{ path: `${path}.format`, message: `There is no header of the format ${kind}.`, fix }]
}

function lintMedia({ example }: ComponentInput, path: string, kind: string): Fault[] {
  if (example?.header_handle?.[0]?.trim()) return []
  const message = `A sample of the ${kind.toLowerCase()} is missing.`
  return [{ path: `${path}.example.header_handle`, message, fix: 'Give the handle of an upload to Meta.' }]
}

function lintHeaderText(
  { text = '', example }: ComponentInput,
  path: string,
  format: 'positional' | 'named',
): Fault[] {
  const at = `${path}.text`
  if (text.trim() === '')
    return [{ path: at, message: 'The header is empty.', fix: 'Write something, or leave the header out.' }]
  const faults: Fault[] = []
  if (text.length > limit) {
    const message = `The header is longer than ${limit} characters.`
    faults.push({ path: at, message, fix: `Make it ${text.length - limit} shorter.` })
  }
  if (/[\n\r]/.test(text))
    faults.push({ path: at, message: 'A header is one line.', fix: 'Take the line breaks out.' })
  if (/[*_~`]|\p{Extended_Pictographic}/u.test(text.replace(/\{\{[^{}]*\}\}/g, '')))
    faults.push({
      path: at,
      message: 'A header has no formatting and no emoji.',
      fix: 'Take out *, _, ~, ` and emoji.',
    })
  const names = variablesOf(text)
  if (names.length > 1)
    faults.push({
      path: at,
      message: 'A header has one variable at most.',
      fix: 'Move the rest into the body.',
    })
  const placed = lintText(text, path, format, {
    positional: example?.header_text,
    named: example?.header_text_named_params,
    field: format === 'named' ? 'example.header_text_named_params' : 'example.header_text',
  })
  // A header may begin or end with its variable, and is too short for a ratio.
  return [...faults, ...placed.filter(({ message }) => !/stands at|few words/.test(message))]
}
