import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { env } from '@/lib/core/env'
import { renderMail } from '@/lib/mails/render'
import type { MailFields, MailTemplate } from '@/lib/mails/schema'

const { APP_ORIGIN } = env()
const to = (path: string) => `${APP_ORIGIN}${path}`
const visit = { at: '2026-11-24T11:48:00.000Z', browser: 'Firefox on Linux', place: 'Lisbon, Portugal' }
const key = {
  keyName: 'Checkout',
  keyHint: 'hawk_live_Ab3…9fQ2',
  keysLink: to('/dashboard/kestrel/live/api-keys'),
}

const samples: { [Template in MailTemplate]: MailFields<Template> } = {
  verification: { code: '481920', link: to('/verify'), expiresInMinutes: 10 },
  account_exists: { signInLink: to('/sign-in'), resetLink: to('/reset-password') },
  password_reset: { link: to('/reset-password/tok_1'), expiresInMinutes: 30 },
  password_changed: { ...visit, resetLink: to('/reset-password') },
  invitation: {
    link: to('/invitations/tok_2'),
    workspace: 'Kestrel',
    invitedBy: 'anna@kestrel.test',
    role: 'developer',
    expiresInDays: 7,
  },
  new_sign_in: { ...visit, sessionsLink: to('/account/security') },
  token_reuse: { ...visit, sessionsLink: to('/account/security') },
  second_factor_changed: { ...visit, change: 'A passkey was added.', securityLink: to('/account/security') },
  key_created: { ...key, workspace: 'Kestrel', mode: 'live', createdBy: 'anna@kestrel.test' },
  key_expiring: { ...key, workspace: 'Kestrel', expiresAt: '2026-12-01T12:00:00.000Z' },
  alert: {
    workspace: 'Kestrel',
    title: 'Sends are failing',
    explanation: 'Most sends of the last ten minutes were refused.',
    advice: 'Look at the failures, and pause what sends.',
    alertsLink: to('/dashboard/kestrel/live/alerts'),
  },
  template_stopped: {
    workspace: 'Kestrel',
    name: 'order_update',
    language: 'English (US)',
    title: 'Meta rejected a template',
    reason: 'The variables or the layout are not as Meta wants them.',
    fix: 'Put words before, between and after variables.',
    templateLink: to('/dashboard/kestrel/live/templates/tpl_x'),
  },
  sender_notice: {
    workspace: 'Kestrel',
    sender: 'Kestrel Shop',
    phone: '+12025550100',
    title: 'Meta has lowered a messaging limit',
    explanation: 'It allowed 10,000 people a day, and now allows 2,000 people.',
    advice: 'The limit is shared by all numbers of the business.',
    senderLink: to('/dashboard/kestrel/live/senders/snd_1'),
  },
  webhook_secret_rotated: {
    workspace: 'Kestrel',
    mode: 'live',
    rotatedBy: 'anna@kestrel.test',
    at: '2026-11-24T11:48:00.000Z',
    overlapHours: 24,
    webhooksLink: to('/dashboard/kestrel/live/webhooks'),
  },
  endpoint_notice: {
    workspace: 'Kestrel',
    mode: 'live',
    endpoint: 'https://kestrel.test/hooks',
    title: 'A webhook endpoint fails',
    happened: 'Every delivery has failed for 1 hour.',
    lastAnswer: 'HTTP 500',
    next: 'It is disabled after 5 days.',
    recover: 'What it missed can be sent again.',
    endpointLink: to('/dashboard/kestrel/live/webhooks/whe_1'),
  },
  workspace_suspended: { workspace: 'Kestrel', reason: 'Unpaid invoices' },
}
const all = Object.entries(samples) as [MailTemplate, MailFields<MailTemplate>][]

const withoutBreaks = (text: string) => text.replaceAll('\u200b', '')
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)

describe.each(all)('%s', (template, fields) => {
  const values = Object.entries(fields)
  const isLink = (name: string) => /link$/i.test(name)

  test('says all that it is told, in both parts, and links where it is told to and nowhere else', async () => {
    const { html, text } = await renderMail(template, fields)
    for (const part of [text, html]) {
      expect(part).not.toMatch(/undefined|\[object|NaN|null/)
      for (const [name, value] of values) {
        if (name === 'at' || name === 'expiresAt' || name === 'role') continue
        expect(withoutBreaks(part)).toContain(String(value))
      }
    }
    const links = values.filter(([name]) => isLink(name)).map(([, value]) => value)
    expect(new Set(hrefs(html))).toEqual(new Set(links))
    expect(new Set(text.match(/https?:\/\/\S+/g))).toEqual(new Set(links))
  })

  test('has a short subject on one line, and in the inbox a line of its own', async () => {
    const { subject, html } = await renderMail(template, fields)
    expect(subject.length).toBeLessThanOrEqual(50)
    expect(subject).not.toMatch(/[\r\n!]/)
    if (template === 'verification') expect(subject).toMatch(/^481920 /)
    expect(html).toMatch(/data-skip-in-text="true"[^>]*>[^<]{15,}/)
  })

  test('is for any reader: a language, a title, a heading, and colours for dark', async () => {
    const { html, subject } = await renderMail(template, fields)
    expect(html).toMatch(/<html [^>]*lang="en"/)
    expect(withoutBreaks(html)).toContain(`<title>${withoutBreaks(subject)}</title>`)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).not.toMatch(/<table(?![^>]*role="presentation")/)
  })

  test('asks for nothing from elsewhere, and runs nothing', async () => {
    const { html } = await renderMail(template, fields)
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object|video|audio|svg|input)\b/i)
    expect(html).not.toMatch(/url\(|@import|@font-face|\bsrc(set)?=|\bon\w+=|javascript:/i)
  })

  test('what people chose stays words: no link, no line, no tag, nothing turned around', async () => {
    const names = values.filter(
      ([name, value]) => typeof value === 'string' && !isLink(name) && name !== 'role',
    )
    const chosen = names.filter(([name]) => name !== 'code').map(([name]) => name)
    const plain = await renderMail(template, fields)
    await fc.assert(
      fc.asyncProperty(wild, async (name) => {
        const { subject, html, text } = await renderMail(template, {
          ...fields,
          ...Object.fromEntries(chosen.map((field) => [field, name])),
        })
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
        expect(hrefs(html)).toEqual(hrefs(plain.html))
        expect(text.match(/\w+:\/\/\S+/g)).toEqual(plain.text.match(/\w+:\/\/\S+/g))
        expect(tags(html)).toEqual(tags(plain.html))
        const ownWords = withoutOwnLinks(`${subject}\n${text}`)
        expect(ownWords).not.toMatch(/[\w-]\.[a-z]{2,}|www\.\w|\w@\w|mailto:\w|:\/\//i)
        expect(text.split('\n').length).toBe(plain.text.split('\n').length)
      }),
      { numRuns: 60 },
    )
  })
})

test.each(['https://evil.example/x', 'http://localhost.evil.example/', 'javascript:alert(1)'])(
  'a link to %s is never sent',
  async (link) => {
    const rendering = renderMail('verification', { code: '481920', link, expiresInMinutes: 10 })
    await expect(rendering).rejects.toThrow('this app alone')
  },
)

const wild = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.constantFrom(
    'evil.example',
    'https://evil.example/a?b=c#d',
    'www.evil.example',
    'mail me@evil.example',
    '<a href="https://evil.example">click</a>',
    '"><script>alert(1)</script>',
    '<!-- -->',
    'a\r\nBcc: me@evil.example',
    'a\r\n\r\nbody',
    '\u202eelpmaxe.live\u202c',
    '&lt;b&gt; &#60;',
    '{{7*7}} %0d%0a',
    '\u2028next\u2029line',
    'http:\\\\evil.example',
  ),
)

const tags = (html: string) => html.match(/<\/?[a-z][a-z0-9]*|<!--/gi)

function withoutOwnLinks(text: string): string {
  return text.replaceAll(new RegExp(`${APP_ORIGIN}\\S*`, 'g'), '')
}
