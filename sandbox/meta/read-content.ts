import type { Template } from '../state/senders'
import { checkBody } from './check-body'
import { checkTemplate, codeOf } from './check-template'
import { contents, type MessageBody, TemplateContent } from './content'
import { graphError } from './errors'
import { verificationText } from './verification-text'

type Content = { text: string; category: string; code?: string }

/** What a person would read of a message, and the category it is priced in. */
export function readContent(given: MessageBody, templates: Template[]): Content {
  if (given.type === 'template') return readTemplate(given, templates)
  const schema = new Map(Object.entries(contents)).get(given.type)
  if (!schema) throw graphError(131051)
  checkBody(schema, given)
  return { text: summarise(given), category: 'service' }
}

function readTemplate(given: MessageBody, templates: Template[]): Content {
  const { template: content } = checkBody(TemplateContent, given)
  const template = checkTemplate(content, templates)
  const category = template.category.toLowerCase()
  const code = template.category === 'AUTHENTICATION' ? codeOf(content) : undefined
  if (code !== undefined) return { text: verificationText(template.language, code), category, code }
  return { text: fillIn(content, template), category }
}

function fillIn(content: TemplateContent, template: Template): string {
  const parameters = content.components
    .filter(({ type }) => type.toLowerCase() === 'body')
    .flatMap((component) => component.parameters)
  const body = template.components?.find(({ type }) => type.toLowerCase() === 'body')?.text
  if (typeof body !== 'string') return [template.name, ...parameters.map(({ text }) => text ?? '')].join('\n')
  return parameters.reduce((text, parameter, index) => {
    const name = typeof parameter.parameter_name === 'string' ? parameter.parameter_name : String(index + 1)
    return text.replaceAll(`{{${name}}}`, () => parameter.text ?? '')
  }, body)
}

function summarise(given: MessageBody): string {
  switch (given.type) {
    case 'text':
      return contents.text.parse(given).text.body
    case 'reaction':
      return contents.reaction.parse(given).reaction.emoji
    case 'interactive':
      return contents.interactive.parse(given).interactive.body?.text ?? '[interactive]'
    default:
      return `[${given.type}]`
  }
}
