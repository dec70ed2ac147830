import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainSignature } from '@/lib/webhooks/explain-signature'
import { signedHeaders } from '@/lib/webhooks/sign'
import type { SignatureVerdict } from '@/lib/webhooks/signature-schema'
import { signatureVerdicts } from '@/lib/webhooks/signature-schema'
import { signatureWords } from '@/lib/webhooks/signature-words'

const bytes = Buffer.alloc(24, 'webhooks of the tests')
const secret = `whsec_${bytes.toString('base64')}`
const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const now = new Date('2026-11-24T09:30:10.000Z')
const timestamp = now.getTime() / 1_000
const id = 'evt_01kb5ta6q2f5h8wn4r9d3k7xse'
const body = JSON.stringify({ id, type: 'otp.verified', mode: 'test', data: { n: 'Ana é', url: 'a/b' } })

const headersOf = (secrets = [secret], at = timestamp, text = body) =>
  signedHeaders(secrets, { id, timestamp: at, body: text })
const withSignature = (signature: string) => ({ ...headersOf(), 'webhook-signature': signature })
const mac = (
  content: string,
  { key = bytes, hash = 'sha256' }: { key?: Buffer | string; hash?: string } = {},
) => createHmac(hash, key).update(content)
const base64 = (content: string, how: Parameters<typeof mac>[1] = {}) => mac(content, how).digest('base64')
const right = `${id}.${timestamp}.${body}`
const given = { secrets: [secret], headers: headersOf(), body, now }

type Case = [
  verdict: SignatureVerdict,
  what: string,
  changes: Partial<Parameters<typeof explainSignature>[0]>,
]
const { 'webhook-id': _, ...withoutId } = headersOf()
const hex = mac(right).digest('hex')

const cases: Case[] = [
  ['valid', 'what we send', {}],
  ['valid', 'either signature of a rotation', { headers: headersOf([other, secret]) }],
  ['valid', 'with any of several secrets', { secrets: [other, secret] }],
  ['valid', 'header names in capitals', { headers: capitals(headersOf()) }],
  ['header_missing', 'without an id', { headers: withoutId }],
  ['header_missing', 'with nothing', { headers: {} }],
  ['header_repeated', 'with two ids', { headers: { ...headersOf(), 'webhook-id': `${id}\nevt_2` } }],
  [
    'timestamp_not_seconds',
    'a date',
    { headers: { ...headersOf(), 'webhook-timestamp': now.toISOString() } },
  ],
  [
    'timestamp_in_milliseconds',
    'thirteen digits',
    { headers: { ...headersOf(), 'webhook-timestamp': `${timestamp}000` } },
  ],
  ['timestamp_too_old', 'six minutes ago', { headers: headersOf([secret], timestamp - 360) }],
  ['timestamp_in_future', 'in six minutes', { headers: headersOf([secret], timestamp + 360) }],
  ['signature_without_version', 'without v1', { headers: withSignature(base64(right)) }],
  ['signature_asymmetric', 'v1a', { headers: withSignature(`v1a,${'A'.repeat(86)}==`) }],
  ['signature_hex', 'hex after v1', { headers: withSignature(`v1,${hex}`) }],
  ['signature_hex', 'hex alone', { headers: withSignature(hex) }],
  ['signature_hex', 'hex as GitHub has it', { headers: withSignature(`sha256=${hex}`) }],
  ['signature_hex', 'hex of something else', { headers: withSignature(`v1,${'a'.repeat(64)}`) }],
  [
    'signature_base64url',
    'without padding',
    { headers: withSignature(`v1,${mac(right).digest('base64url')}`) },
  ],
  ['signature_wrong_length', 'cut off', { headers: withSignature(`v1,${base64(right).slice(0, 20)}`) }],
  ['secret_missing', 'an empty secret', { secrets: [' '] }],
  ['secret_is_api_key', 'an API key', { secrets: ['wsa_live_0000000000'] }],
  ['secret_has_spaces', 'a line end behind it', { secrets: [`${secret}\n`] }],
  ['secret_has_spaces', 'quotes around it', { secrets: [`"${secret}"`] }],
  ['secret_malformed', 'some other text', { secrets: ['hunter2'] }],
  [
    'secret_not_decoded',
    'the text as key',
    { headers: withSignature(`v1,${base64(right, { key: secret })}`) },
  ],
  [
    'secret_not_decoded',
    'its base64 as key',
    { headers: withSignature(`v1,${base64(right, { key: secret.slice(6) })}`) },
  ],
  [
    'secret_prefix_kept',
    'decoded whole',
    { headers: withSignature(`v1,${base64(right, { key: Buffer.from(secret, 'base64') })}`) },
  ],
  ['secret_is_another', 'another of theirs', { secrets: [other], known: [{ secret, is: 'current' }] }],
  ['secret_is_retired', 'one that was rotated', { secrets: [other], known: [{ secret, is: 'retired' }] }],
  ['signed_body_only', 'the body', { headers: withSignature(`v1,${base64(body)}`) }],
  ['signed_without_timestamp', 'id and body', { headers: withSignature(`v1,${base64(`${id}.${body}`)}`) }],
  [
    'signed_without_id',
    'timestamp and body',
    { headers: withSignature(`v1,${base64(`${timestamp}.${body}`)}`) },
  ],
  [
    'signed_in_other_order',
    'turned round',
    { headers: withSignature(`v1,${base64(`${timestamp}.${id}.${body}`)}`) },
  ],
  ['signed_without_dots', 'joined', { headers: withSignature(`v1,${base64(`${id}${timestamp}${body}`)}`) }],
  [
    'signed_with_milliseconds',
    'Date.now()',
    { headers: withSignature(`v1,${base64(`${id}.${timestamp}000.${body}`)}`) },
  ],
  ['wrong_hash', 'SHA-1', { headers: withSignature(`v1,${base64(right, { hash: 'sha1' })}`) }],
  ['wrong_hash', 'SHA-512', { headers: withSignature(`v1,${base64(right, { hash: 'sha512' })}`) }],
  ['body_reserialised', 'indented', { body: JSON.stringify(JSON.parse(body), null, 2) }],
  [
    'body_reserialised',
    'as Python writes it',
    { body: body.replaceAll(/([,:])"/g, '$1 "').replace('é', '\\u00e9') },
  ],
  ['body_reserialised', 'as PHP writes it', { body: body.replace('a/b', 'a\\/b').replace('é', '\\u00e9') }],
  ['body_reserialised', 'with its fields sorted and spaced', { body: `{"mode": "test", "id": "${id}"}` }],
  [
    'body_reserialised',
    'signed as parsed and written again',
    { headers: headersOf([secret], timestamp, JSON.stringify(JSON.parse(body), null, 2)) },
  ],
  ['body_line_end', 'a line end too many', { body: `${body}\n` }],
  ['body_line_end', 'a byte order mark', { body: `\uFEFF${body}` }],
  ['body_not_whole', 'cut off', { body: body.slice(0, 40) }],
  ['body_of_other_event', 'of another event', { body: body.replace(id, 'evt_01kb5ta6q2f5h8wn4r9d3k7xsf') }],
  ['other_mode', 'of the other mode', { secrets: [other], mode: 'live' }],
  ['no_match', 'a secret of somebody else', { secrets: [other] }],
  ['no_match', 'a changed body', { body: body.replace('Ana', 'Eva') }],
]

describe('each fault is named', () => {
  test.each(cases)('%s: %s', (verdict, _, changes) => {
    const explained = explainSignature({ ...given, ...changes })
    expect(explained.verdict).toBe(verdict)
    expect(explained.title).toBe(signatureWords[verdict].title)
    const failed = explained.steps.filter(({ ok }) => !ok)
    expect(failed).toHaveLength(verdict === 'valid' ? 0 : 1)
    if (verdict !== 'valid') expect(explained.fix).not.toBe('')
  })

  test('and every verdict has a case', () => {
    expect(new Set(cases.map(([verdict]) => verdict))).toEqual(new Set(signatureVerdicts))
  })

  test('two mistakes at once are both named', () => {
    const headers = withSignature(mac(body, { key: secret }).digest('hex'))
    const { verdict, detail } = explainSignature({ ...given, headers })
    expect(verdict).toBe('secret_not_decoded')
    expect(detail).toContain('only the body was signed')
    expect(detail).toContain('hex')
  })

  test('a missing header is named, and svix’s are told apart', () => {
    const explained = explainSignature({ ...given, headers: { 'svix-id': id } })
    expect(explained.detail).toContain('`webhook-id`, `webhook-timestamp`, `webhook-signature`')
    expect(explained.detail).toContain('svix-')
  })
})

const anyBody = fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' }))
const anySecret = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((key) => `whsec_${Buffer.from(key).toString('base64')}`)

describe('whatever is pasted', () => {
  test('what we sign is valid, whatever its body', () => {
    fc.assert(
      fc.property(anyBody, anySecret, fc.integer({ min: -300, max: 300 }), (text, key, skew) => {
        const headers = signedHeaders([key], { id, timestamp: timestamp + skew, body: text })
        expect(explainSignature({ secrets: [key], headers, body: text, now }).verdict).toBe('valid')
      }),
    )
  })

  test('a changed character of the body, the id or the timestamp is never valid', () => {
    const part = fc.constantFrom('body' as const, 'webhook-id' as const, 'webhook-timestamp' as const)
    fc.assert(
      fc.property(part, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (which, at, put) => {
        const text = which === 'body' ? body : given.headers[which]
        const changed = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1)
        fc.pre(changed !== text)
        const headers = which === 'body' ? given.headers : { ...given.headers, [which]: changed }
        const explained = explainSignature({ ...given, headers, body: which === 'body' ? changed : body })
        // A header is trimmed by HTTP itself.
        fc.pre(changed.trim() !== text)
        expect(explained.verdict).not.toBe('valid')
      }),
    )
  })

  test('it gives a verdict, and neither a secret nor a signature that was not pasted', () => {
    const headers = fc.record({
      'webhook-id': fc.string(),
      'webhook-timestamp': fc.oneof(fc.string(), fc.constant(String(timestamp))),
      'webhook-signature': fc.oneof(
        fc.string(),
        fc.base64String().map((text) => `v1,${text}`),
      ),
    })
    fc.assert(
      fc.property(headers, anyBody, anySecret, (pasted, text, key) => {
        const explained = explainSignature({ secrets: [key], headers: pasted, body: text, now })
        expect(signatureVerdicts).toContain(explained.verdict)
        const said = JSON.stringify(explained)
        expect(said).not.toContain(key.slice(6))
        const content = `${pasted['webhook-id']}.${pasted['webhook-timestamp']}.${text}`
        expect(said).not.toContain(base64(content, { key: Buffer.from(key.slice(6), 'base64') }))
      }),
    )
  })
})

function capitals(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
}
