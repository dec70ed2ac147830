import { render } from '@react-email/render'
import { env } from '@/lib/core/env'
import { letters } from '@/lib/mails/letters/all'
import { HtmlPart } from '@/lib/mails/letters/html-part'
import { inert } from '@/lib/mails/letters/inert'
import type { Letter } from '@/lib/mails/letters/letter'
import { textPart } from '@/lib/mails/letters/text-part'
import type { MailFields, MailTemplate } from '@/lib/mails/schema'

export type RenderedMail = { subject: string; html: string; text: string }

/** Throws for a link that leads anywhere but to this app. */
export async function renderMail<Template extends MailTemplate>(
  template: Template,
  fields: MailFields<Template>,
): Promise<RenderedMail> {
  const letter: Letter = letters[template](harmless(fields))
  return { subject: letter.subject, html: await render(HtmlPart(letter)), text: textPart(letter) }
}

/** Guarantee behind the cast: every text stays a text, and everything else is as it was. */
function harmless<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]) => [name, harmlessValue(name, value)])
  return Object.fromEntries(entries) as Fields
}

function harmlessValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (/link$/i.test(name)) return ownLink(value)
  return isInstant(value) ? readable(value) : inert(value)
}

function ownLink(link: string): string {
  const { origin, href } = new URL(link)
  if (origin !== new URL(env().APP_ORIGIN).origin) throw new Error('A mail links to this app alone.')
  return href
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)
}

function readable(instant: string): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat('en-GB', style).format(new Date(instant))} UTC`
}
