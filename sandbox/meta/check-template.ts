import type { Template } from '../state/senders'
import type { TemplateContent } from './content'
import { graphError } from './errors'

/** Throws what Meta throws for a template that is not there, or not filled in as it must be. */
export function checkTemplate(content: TemplateContent, templates: Template[]): Template {
  const { name, language } = content
  const template = templates.find((one) => one.name === name && one.language === language.code)
  if (template?.status === 'PAUSED')
    throw graphError(132015, `template name (${name}) is paused in ${language.code}`)
  if (template?.status === 'DISABLED')
    throw graphError(132016, `template name (${name}) is disabled in ${language.code}`)
  if (template?.status !== 'APPROVED')
    throw graphError(132001, `template name (${name}) does not exist in ${language.code}`)
  if (template.category === 'AUTHENTICATION') checkAuthentication(content)
  else requireCount('body', parametersOf(content, 'body').length, expectedByBody(template))
  return template
}

/** The code of an authentication template. Only meaningful once it is checked. */
export function codeOf(content: TemplateContent): string | undefined {
  return parametersOf(content, 'body')[0]?.text
}

/** The code goes twice: into the text, and into the button that copies it. */
function checkAuthentication(content: TemplateContent): void {
  const body = parametersOf(content, 'body')
  const button = parametersOf(content, 'button')
  requireCount('body', body.length, 1)
  requireCount('button', button.length, 1)
  const { sub_type, index } = content.components.find(isOf('button')) ?? {}
  const code = body[0]?.text
  if (sub_type?.toLowerCase() !== 'url' || String(index) !== '0')
    throw graphError(132018, 'button: the code needs a button of sub_type url at index 0')
  if (body[0]?.type !== 'text' || button[0]?.type !== 'text' || !code)
    throw graphError(132018, 'The code must be a parameter of type text.')
  if (button[0].text !== code) throw graphError(132018, 'The body and the button must carry the same code.')
  if (code.length > 15) throw graphError(132018, 'The code must be at most 15 characters long.')
}

function requireCount(part: string, given: number, expected: number | undefined): void {
  if (expected === undefined || given === expected) return
  throw graphError(
    132000,
    `${part}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  )
}

function parametersOf(content: TemplateContent, type: string) {
  return content.components.filter(isOf(type)).flatMap((component) => component.parameters)
}

function isOf(type: string) {
  return (component: { type: string }) => component.type.toLowerCase() === type
}

/** Undefined when nobody told the sandbox what the template says. */
function expectedByBody(template: Template): number | undefined {
  const text = template.components?.find(isOf('body'))?.text
  return typeof text === 'string' ? new Set(text.match(/\{\{[^}]+\}\}/g)).size : undefined
}
