import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { makeSendingTenant, messageRow, sendAndRead } from '@/lib/otp/fixtures/sending'

const phoneOf = (beginning: string, digits: number) =>
  beginning + String(randomInt(10 ** digits)).padStart(digits, '0')

const brazilian = () => phoneOf('+551198', 7)

test.each([
  ['the one asked for', 'pt-BR', randomPhone, 'pt_BR'],
  ['the base of the one asked for', 'fr_CA', randomPhone, 'fr'],
  ['the tenant’s, where there is no template in the one asked for', 'sw', randomPhone, 'en_US'],
  ['the one asked for, and not the country’s', 'fr', brazilian, 'fr'],
  ['the tenant’s rather than the country’s, where one was asked for', 'sw', brazilian, 'en_US'],
  ['the country’s, where none was asked for', undefined, brazilian, 'pt_BR'],
  ['the country’s in Mexico', undefined, () => phoneOf('+5255', 8), 'es'],
  ['the country’s in India', undefined, () => phoneOf('+9198', 8), 'hi'],
  ['the country’s in the United States', undefined, randomPhone, 'en_US'],
  ['the tenant’s, where the country’s has no template', undefined, () => phoneOf('+8490', 7), 'en_US'],
])('a message is in %s', async (_, locale, phone, language) => {
  const tenant = await makeSendingTenant()
  const { otp } = await sendAndRead(tenant, phone(), { locale })
  expect(await messageRow(otp.message_id)).toMatchObject({ language })
})
