import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { eventBody } from '@/lib/webhooks/event-body'
import { type Case, isInstalled, runners, runSnippet } from '@/lib/webhooks/fixtures/snippet-runs'
import { signedHeaders } from '@/lib/webhooks/sign'
import { verificationSnippets } from '@/lib/webhooks/snippets'

const secretOf = (byte: number) => `whsec_${Buffer.alloc(24, byte).toString('base64')}`
const [secret, other] = [secretOf(0xfb), secretOf(0x7f)]
const uuid = newUuid()
const event = { id: uuid, type: 'otp.verified', createdAt: new Date(), mode: 'test' } as const
const body = eventBody({ ...event, data: { object: 'otp', name: 'Ána 😀', url: 'https://a.example/b' } })
const id = toTypeId('event', uuid)

function delivery(
  secrets: string[],
  { ago = 0, posted = body }: { ago?: number; posted?: string } = {},
): Case {
  const timestamp = Math.floor(Date.now() / 1_000) - ago
  return { body: posted, headers: signedHeaders(secrets, { id, timestamp, body: posted }) }
}

const good = () => delivery([secret])
const withHeader = (name: string, change: (value: string) => string): Case => {
  const { body, headers } = good()
  return {
    body,
    headers: { ...headers, [name]: change(Object.entries(headers).find(([key]) => key === name)?.[1] ?? '') },
  }
}

const cases: [wanted: 'ok' | 'no', what: string, make: () => Case][] = [
  ['ok', 'a delivery', good],
  ['ok', 'one of four minutes ago', () => delivery([secret], { ago: 240 })],
  ['ok', 'the newer secret of a rotation', () => delivery([secret, other])],
  ['ok', 'the older secret of a rotation', () => delivery([other, secret])],
  ['ok', 'a body with line ends', () => delivery([secret], { posted: '{\r\n"a": "b"\n}' })],
  ['no', 'a changed body', () => ({ ...good(), body: body.replace('verified', 'Verified') })],
  ['no', 'a body with a line end more', () => ({ ...good(), body: `${body}\n` })],
  ['no', 'one of six minutes ago', () => delivery([secret], { ago: 360 })],
  ['no', 'one of six minutes from now', () => delivery([secret], { ago: -360 })],
  ['no', 'another secret', () => delivery([other])],
  ['no', 'another id', () => withHeader('webhook-id', () => 'evt_2')],
  ['no', 'another timestamp', () => withHeader('webhook-timestamp', (value) => String(Number(value) - 1))],
  ['no', 'a timestamp that is none', () => withHeader('webhook-timestamp', () => 'now')],
  [
    'no',
    'a signature that was cut off',
    () => withHeader('webhook-signature', (value) => value.slice(0, -2)),
  ],
  ['no', 'another version', () => withHeader('webhook-signature', (value) => value.replace('v1', 'v2'))],
  ['no', 'no version', () => withHeader('webhook-signature', (value) => value.slice(3))],
  ['no', 'no signature', () => withHeader('webhook-signature', () => '')],
]

for (const { language, title } of verificationSnippets) {
  const { command } = runners[language]
  const isThere = isInstalled(command)
  const name = isThere ? 'takes what we sign and nothing else' : `is not run: there is no ${command} here`
  test.skipIf(!isThere)(`the ${title} snippet ${name}`, { timeout: 90_000 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), `snippet-${language}-`))
    try {
      const said = await runSnippet(language, { folder, cases: cases.map(([, , make]) => make()), secret })
      expect(cases.map(([, what], at) => [said[at], what])).toEqual(
        cases.map(([wanted, what]) => [wanted, what]),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

test('each stands alone: it imports nothing but the standard library, and says the tolerance', () => {
  for (const { code, language } of verificationSnippets) {
    expect(code, language).toContain('300')
    expect(code, language).not.toMatch(/standardwebhooks|svix|hawksend|npm|pip /)
    expect(code.split('\n').length, language).toBeLessThanOrEqual(45)
  }
})
