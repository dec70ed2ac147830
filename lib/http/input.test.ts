import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId } from '@/lib/core/ids'
import { bodyOf, makeApiClient, problemOf } from '@/lib/http/fixtures/request'

const client = await makeApiClient()
const to = '+14155550100'

describe('not JSON: 400', () => {
  test.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['half of it', '{"to":'],
    ['a comma too many', '{"to":"+14155550100",}'],
    ['single quotes', "{'to':'+14155550100'}"],
    ['NaN', '{"to":NaN}'],
    ['two values', '{}{}'],
    ['a byte order mark in UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
    ['an overlong NUL', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
    ['21 levels', `${'['.repeat(21)}${']'.repeat(21)}`],
    ['60,000 opening brackets', '['.repeat(60_000)],
    ['60,000 opening braces', '{"a":'.repeat(12_000)],
    [
      'a member too many',
      JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, 1]))),
    ],
    ['1,001 items', `{"to":[${'1,'.repeat(1_000)}1]}`],
  ])('%s', async (_, body) => {
    expect(problemOf(await client.send('/otp/send', body))).toMatchObject({
      code: 'malformed_json',
      status: 400,
    })
  })

  test('200,000 nested brackets are too many bytes before they are too deep', async () => {
    expect((await client.send('/otp/send', '['.repeat(200_000))).status).toBe(413)
  })

  test('brackets within a text are no levels', async () => {
    const reply = await client.post('/otp/send', { to: randomPhone(), purpose: '[{'.repeat(30) })
    expect(reply.status).toBe(202)
  })
})

describe('JSON of another shape: 422, with every fault at once', () => {
  test.each([null, 1, 'x', true, [], [{ to }]])('%j is no object', async (body) => {
    expect(problemOf(await client.post('/otp/send', body)).code).toBe('validation_failed')
  })

  test.each<[string, object, string[]]>([
    ['all is missing', {}, ['to']],
    ['a field of nobody’s', { to, channel: 'sms' }, ['channel']],
    ['several faults', { code_length: 9, expiry: 59, x: 1 }, ['to', 'code_length', 'expiry', 'x']],
    ['a code length as text', { to, code_length: '6' }, ['code_length']],
    ['a code length of 3', { to, code_length: 3 }, ['code_length']],
    ['a code length of 4.5', { to, code_length: 4.5 }, ['code_length']],
    ['an expiry of 59', { to, expiry: 59 }, ['expiry']],
    ['an expiry of 601', { to, expiry: 601 }, ['expiry']],
    ['an expiry of 300.5', { to, expiry: 300.5 }, ['expiry']],
    ['an expiry of -1', { to, expiry: -1 }, ['expiry']],
    ['an expiry of null', { to, expiry: null }, ['expiry']],
    ['an expiry as text', { to, expiry: '300' }, ['expiry']],
    ['a locale that is none', { to, locale: 'english' }, ['locale']],
    ['a purpose too long', { to, purpose: 'x'.repeat(65) }, ['purpose']],
    ['metadata of numbers', { to, metadata: { a: 1 } }, ['metadata.a']],
    [
      'metadata of 21 pairs',
      { to, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, 'v'])) },
      ['metadata'],
    ],
    ['metadata that is a list', { to, metadata: ['a'] }, ['metadata']],
    ['two senders', { to, from: newTypeId('sender'), waba_id: newTypeId('sender') }, ['waba_id']],
    ['camelCase', { to, codeLength: 6 }, ['codeLength']],
    ['a NUL', { to, purpose: 'a\0b' }, ['purpose']],
    ['a NUL in a name', { to, metadata: { 'a\0': 'b' } }, ['metadata']],
    ['half a surrogate pair', { to, purpose: 'a\ud800b' }, ['purpose']],
    ['the other half', { to, metadata: { a: '\udc00' } }, ['metadata.a']],
  ])('%s', async (_, body, paths) => {
    const problem = problemOf(await client.post('/otp/send', body))
    expect(problem).toMatchObject({ code: 'validation_failed', status: 422, retryable: false })
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual([...paths].sort())
  })

  test.each([60, 600])('an expiry of %i is kept to the second', async (expiry) => {
    const otp = bodyOf(await client.post('/otp/send', { to: randomPhone(), expiry }))
    expect(Date.parse(String(otp.expires_at)) - Date.parse(String(otp.created_at))).toBe(expiry * 1_000)
  })

  test.each(['{"to":"+14155550100","__proto__":{"expiry":60}}', '{"to":"+14155550100","constructor":{}}'])(
    '%s changes nobody’s prototype',
    async (body) => {
      const reply = await client.send('/otp/send', body)
      expect(problemOf(reply)).toMatchObject({ code: 'validation_failed' })
      expect(Object.getPrototypeOf({})).not.toHaveProperty('expiry')
    },
  )

  test('metadata may be named as it likes, and comes back as it went', async () => {
    const metadata = { constructor: 'a', toString: 'b', user_id: 'c', 'ä🦅': '<b>' }
    const otp = bodyOf(await client.post('/otp/send', { to: randomPhone(), metadata }))
    expect(otp.metadata).toEqual(metadata)
    expect(bodyOf(await client.get(`/otp/${otp.otp_id}`)).metadata).toEqual(metadata)
  })
})

describe('a recipient that is none: recipient_invalid, and who was meant', () => {
  test.each([
    ['14155550100', 'Did you mean +14155550100?'],
    ['+1 (415) 555-0100', 'Did you mean +14155550100?'],
    ['+１４１５５５５０１００', 'Did you mean +14155550100?'],
    ['+1٤١٥٥٥٥٠١٠٠', undefined],
    ['+1415555\u200b0100', undefined],
    ['+1', undefined],
  ])('%j', async (recipient, fix) => {
    const problem = problemOf(await client.post('/otp/send', { to: recipient }))
    expect(problem).toMatchObject({ code: 'recipient_invalid', status: 422, errors: [{ path: 'to' }] })
    if (fix) expect(problem.errors?.[0]?.fix).toBe(fix)
    const { tenantId } = client
    expect(await owner`select from otps where tenant_id = ${tenantId} and phone = ${recipient}`).toHaveLength(
      0,
    )
  })

  test('among other faults it is one of them', async () => {
    expect(problemOf(await client.post('/otp/send', { to: '1', x: 1 }))).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'to' }, { path: 'x' }],
    })
  })
})

describe('a code to check', () => {
  test.each<[string, object]>([
    ['a number', { to, code: 123456 }],
    ['full-width digits', { to, code: '１２３４５６' }],
    ['Arabic digits', { to, code: '١٢٣٤٥٦' }],
    ['a space before', { to, code: ' 123456' }],
    ['a line break', { to, code: '123456\n' }],
    ['three digits', { to, code: '123' }],
    ['nine digits', { to, code: '123456789' }],
    ['a list', { to, code: ['123456'] }],
    ['none', { to }],
    ['for nobody', { code: '123456' }],
    ['for two', { to, otp_id: newTypeId('otp'), code: '123456' }],
    ['and a field of nobody’s', { to, code: '123456', attempts: 0 }],
  ])('%s: 422, and no attempt is counted', async (_, body) => {
    const phone = randomPhone()
    const otp = bodyOf(await client.post('/otp/send', { to: phone }))
    const reply = await client.post('/otp/verify', 'to' in body ? { ...body, to: phone } : body)
    expect(problemOf(reply)).toMatchObject({ code: 'validation_failed', status: 422 })
    expect(bodyOf(await client.get(`/otp/${otp.otp_id}`))).toMatchObject({ attempts_remaining: 3 })
  })

  test('another tenant’s OTP is a 404 in the words of an unknown one', async () => {
    const stranger = await makeApiClient()
    const { otp_id } = bodyOf(await stranger.post('/otp/send', { to: randomPhone() }))
    for (const id of [otp_id, newTypeId('otp'), 'x'])
      expect(problemOf(await client.post('/otp/verify', { otp_id: id, code: '123456' }))).toMatchObject({
        code: 'not_found',
      })
  })
})
