import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDialogOrigin, readDialogMessage, sandboxOriginOf } from '@/lib/senders/dialog-schema'

const sandbox = 'http://localhost:3010'
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/)

describe('a message is believed', () => {
  test('from facebook.com and from every host below it, over https', () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), (labels) => {
        expect(isDialogOrigin(`https://${[...labels, 'facebook.com'].join('.')}`, null)).toBe(true)
      }),
    )
  })

  test('from the sandbox’s own origin alone, letter by letter', () => {
    expect(isDialogOrigin(sandbox, sandbox)).toBe(true)
    expect(isDialogOrigin(sandbox, null)).toBe(false)
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.boolean(), (more, before) => {
        fc.pre(more !== '')
        expect(isDialogOrigin(before ? more + sandbox : sandbox + more, sandbox)).toBe(false)
      }),
    )
  })
})

describe('a message is not believed', () => {
  test.each([
    'https://evilfacebook.com',
    'https://facebook.com.evil.test',
    'https://facebook.com@evil.test',
    'https://evil.test/facebook.com',
    'https://evil.test#.facebook.com',
    'https://evil.test?.facebook.com',
    'https://user@www.facebook.com',
    'http://www.facebook.com',
    'https://www.facebook.com:8443',
    'https://www.facebook.com/',
    'https://www.facebook.com.',
    'https://WWW.facebook.com',
    'https://facebook.co',
    'https://fаcebook.com',
    'ftp://facebook.com',
    'null',
    '',
    'facebook.com',
  ])('from %j', (origin) => {
    expect(isDialogOrigin(origin, null)).toBe(false)
  })

  test('from any host whose last two labels are not facebook.com, whatever it ends with', () => {
    fc.assert(
      fc.property(label, fc.constantFrom('facebook.com', '-facebook.com', 'wwwfacebook.com'), (name, end) => {
        const origin = `https://${name}${end}`
        fc.pre(!new URL(origin).hostname.endsWith('.facebook.com'))
        expect(isDialogOrigin(origin, null)).toBe(false)
      }),
    )
  })

  test('from an origin that is no origin, whatever the text, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const isBelieved = isDialogOrigin(text, null)
        if (isBelieved) expect(text).toMatch(/^https:\/\/([^/?#@:]+\.)?facebook\.com$/)
      }),
    )
  })

  test('in production not even from a sandbox that the settings name', () => {
    expect(sandboxOriginOf(`${sandbox}/sdk.js`, 'development')).toBe(sandbox)
    expect(sandboxOriginOf(`${sandbox}/sdk.js`, 'production')).toBeNull()
    expect(sandboxOriginOf('https://connect.facebook.net/en_US/sdk.js', 'development')).toBeNull()
  })
})

describe('what the dialog says', () => {
  test('is read from the JSON string that Meta posts', () => {
    const data = { phone_number_id: '900500600700801', waba_id: '900100200300401', business_id: '9009' }
    expect(readDialogMessage(JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH', data }))).toEqual({
      event: 'FINISH',
      wabaId: data.waba_id,
      phoneNumberId: data.phone_number_id,
      businessId: data.business_id,
      leftAtStep: null,
      error: null,
    })
  })

  test('names the step at which somebody left, and the error that ended it', () => {
    const left = { type: 'WA_EMBEDDED_SIGNUP', event: 'CANCEL', data: { current_step: 'PHONE_NUMBER_SETUP' } }
    expect(readDialogMessage(JSON.stringify(left))).toMatchObject({
      leftAtStep: 'PHONE_NUMBER_SETUP',
      error: null,
    })
    const failed = { ...left, data: { error_message: 'The name is not allowed', error_code: 524126 } }
    expect(readDialogMessage(JSON.stringify(failed))).toMatchObject({
      error: { message: 'The name is not allowed', code: '524126' },
    })
  })

  test('is null for anything else that is posted, and nothing throws', () => {
    for (const data of ['', 'cb=1&type=x', '{"type":"OTHER"}', '[]', 7, null, undefined, {}])
      expect(readDialogMessage(data)).toBeNull()
    const wild = fc.oneof(fc.anything(), fc.json())
    fc.assert(fc.property(wild, (data) => readDialogMessage(data) === null))
  })

  test('keeps only ids that are digits', () => {
    const data = { waba_id: '../me', phone_number_id: 900500600700801, business_id: {} }
    expect(readDialogMessage({ type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH', data })).toMatchObject({
      wabaId: null,
      phoneNumberId: '900500600700801',
      businessId: null,
    })
  })
})
