import type { Fault } from '@/lib/core/errors'
import { lintButtons } from '@/lib/templates/buttons-schema'
import { type ComponentInput, partOf } from '@/lib/templates/component-schema'
import { lintHeader } from '@/lib/templates/header-schema'
import { isTemplateLanguage, nearestLanguage } from '@/lib/templates/language-schema'
import { lintText } from '@/lib/templates/text-schema'

export const templateLimits = {
  name: 512,
  body: 1_024,
  header: 60,
  footer: 60,
  label: 25,
  buttons: 10,
  url: 2_000,
}

/** How long Meta may be told to try; outside of it, it refuses. Source: Meta's page on time to live. */
export const ttlRanges = {
  utility: { min: 30, max: 43_200 },
  marketing: { min: 43_200, max: 2_592_000 },
} as const

export type Draft = {
  name: string
  language: string
  category: keyof typeof ttlRanges
  parameterFormat: 'positional' | 'named'
  components: readonly ComponentInput[]
  ttlSeconds?: number | undefined
}

/**
 * What Meta would refuse, before it is asked, each fault with what would be right. An empty list is no promise that
 * its reviewers like the content. The paths are those of the API's body.
 */
export function lintTemplate(draft: Draft): Fault[] {
  const { components } = draft
  return [
    ...lintName(draft.name),
    ...lintLanguage(draft.language),
    ...lintTtl(draft),
    ...lintParts(components),
    ...components.flatMap((component, index) => {
      const path = `components.${index}`
      if (component.type === 'HEADER') return lintHeader(component, path, draft.parameterFormat)
      if (component.type === 'BODY') return lintBody(component, path, draft.parameterFormat)
      if (component.type === 'FOOTER') return lintFooter(component, path)
      if (component.type === 'BUTTONS') return lintButtons(component.buttons ?? [], `${path}.buttons`)
      return []
    }),
  ]
}

/** A name as Meta wants it that comes nearest to what was given. */
export function suggestName(name: string): string {
  const plain = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, templateLimits.name)
}

export function lintName(name: string): Fault[] {
  if (/^[a-z0-9_]+$/.test(name) && name.length <= templateLimits.name) return []
  if (name === '')
    return [{ path: 'name', message: 'There is no name.', fix: 'Give it one such as order_update.' }]
  const message =
    name.length > templateLimits.name
      ? `The name is longer than ${templateLimits.name} characters.`
      : 'The name must be lower-case letters, digits and underscores.'
  const suggested = suggestName(name)
  return [{ path: 'name', message, ...(suggested && { fix: `Use ${suggested}.` }) }]
}

function lintLanguage(language: string): Fault[] {
  if (isTemplateLanguage(language)) return []
  const nearest = nearestLanguage(language)
  const message = 'Meta does not take templates in this language.'
  return [{ path: 'language', message, ...(nearest && { fix: `Use ${nearest}.` }) }]
}

function lintTtl({ category, ttlSeconds }: Draft): Fault[] {
  if (ttlSeconds === undefined || (ttlSeconds === -1 && category === 'utility')) return []
  const { min, max } = ttlRanges[category]
  if (ttlSeconds >= min && ttlSeconds <= max) return []
  const fix = `Use ${min} to ${max} seconds.`
  return [{ path: 'message_send_ttl_seconds', message: `Meta does not take this for ${category}.`, fix }]
}

const parts = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS']

function lintParts(components: readonly ComponentInput[]): Fault[] {
  const faults: Fault[] = []
  if (!partOf(components, 'BODY'))
    faults.push({ path: 'components', message: 'There is no body.', fix: 'Add a component of type BODY.' })
  components.forEach(({ type }, index) => {
    const path = `components.${index}.type`
    if (!parts.includes(type))
      faults.push({ path, message: `There is no component ${type}.`, fix: `Use one of ${parts.join(', ')}.` })
    else if (components.findIndex((other) => other.type === type) !== index)
      faults.push({ path, message: `There is more than one ${type}.`, fix: 'Keep one of them.' })
  })
  return faults
}

function lintBody(
  { text = '', example }: ComponentInput,
  path: string,
  format: Draft['parameterFormat'],
): Fault[] {
  if (text.trim() === '')
    return [{ path: `${path}.text`, message: 'The body is empty.', fix: 'Write what the message says.' }]
  const faults = lintText(text, path, format, {
    positional: example?.body_text?.[0],
    named: example?.body_text_named_params,
    field: format === 'named' ? 'example.body_text_named_params' : 'example.body_text',
  })
  return [...lintLength(text, templateLimits.body, `${path}.text`, 'body'), ...faults]
}

function lintFooter({ text = '' }: ComponentInput, path: string): Fault[] {
  const at = `${path}.text`
  if (text.trim() === '')
    return [{ path: at, message: 'The footer is empty.', fix: 'Write something, or leave the footer out.' }]
  const faults = lintLength(text, templateLimits.footer, at, 'footer')
  if (text.includes('{{'))
    faults.push({ path: at, message: 'A footer has no variables.', fix: 'Move the variable into the body.' })
  if (/[\n\r]/.test(text))
    faults.push({ path: at, message: 'A footer is one line.', fix: 'Take the line breaks out.' })
  return faults
}

function lintLength(text: string, limit: number, path: string, part: string): Fault[] {
  const excess = text.length - limit
  if (excess <= 0) return []
  const message = `The ${part} is longer than ${limit} characters.`
  return [{ path, message, fix: `Make it ${excess} shorter.` }]
}
