import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError, type ErrorCode, errorTable } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { localeOf, toSid, twilioDialect, uuidOfSid } from '@/lib/otp/twilio'
import { TwilioRefusal } from '@/lib/otp/twilio-schema'

describe('the dialect of Twilio’s clients', () => {
  test('a sid leads back to the id it was made of, and no other text does', () => {
    const uuid = newUuid()
    expect(toSid('VE', uuid)).toMatch(/^VE[0-9a-f]{32}$/)
    expect(uuidOfSid('VE', toSid('VE', uuid))).toBe(uuid)
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = uuidOfSid('VE', text)
        expect(found === null || toSid('VE', found) === text).toBe(true)
      }),
    )
  })

  test('the key is the password, whatever the user name, and colons belong to it', () => {
    const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    expect(twilioDialect.readKey(header('AC1:wsa_live_x'))).toBe('wsa_live_x')
    expect(twilioDialect.readKey(header(':a:b'))).toBe('a:b')
    for (const text of [undefined, '', 'Bearer wsa_live_x', header('AC1'), header('AC1:'), 'Basic ###'])
      expect(twilioDialect.readKey(text)).toBeUndefined()
    fc.assert(fc.property(fc.string(), (text) => typeof twilioDialect.readKey(text) !== 'object'))
  })

  test.each(Object.keys(errorTable) as ErrorCode[])(
    '%s has a refusal whose status is the answer’s',
    (code) => {
      const { status, body } = twilioDialect.refuse(new AppError(code, { detail: 'Why.' }))
      expect(TwilioRefusal.parse(body)).toMatchObject({ status, message: expect.stringContaining('Why.') })
      expect(status).toBeGreaterThanOrEqual(400)
    },
  )

  test('its languages are ours, however they are written', () => {
    const pairs = {
      'pt-br': 'pt_BR',
      'en-GB': 'en_GB',
      DE: 'de',
      es: 'es',
      '': undefined,
      'zh-Hant': undefined,
    }
    for (const [theirs, ours] of Object.entries(pairs)) expect(localeOf(theirs)).toBe(ours)
    expect(localeOf(undefined)).toBeUndefined()
  })
})
