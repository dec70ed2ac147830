import { randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalPhone } from '@/lib/core/phone'
import { makeSendingTenant, messageRow, order, sendAndRead } from '@/lib/otp/fixtures/sending'
import { listOtps } from '@/lib/otp/list'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const tail = (digits: number) => String(randomInt(10 ** digits)).padStart(digits, '0')

/** Two ways to write the number of one WhatsApp user, and how WhatsApp writes it. */
const countries: [country: string, forms: () => { one: string; other: string; waId: string }][] = [
  ['Mexico', () => formsOf(tail(6), (end) => [`+5215512${end}`, `+525512${end}`, `5215512${end}`])],
  ['Argentina', () => formsOf(tail(6), (end) => [`+5491123${end}`, `+541123${end}`, `5491123${end}`])],
  ['Brazil', () => formsOf(tail(6), (end) => [`+5531981${end}`, `+553181${end}`, `553181${end}`])],
  ['São Paulo', () => formsOf(tail(6), (end) => [`+5511981${end}`, `+551181${end}`, `5511981${end}`])],
]

function formsOf(end: string, write: (end: string) => [string, string, string]) {
  const [one, other, waId] = write(end)
  return { one, other, waId }
}

describe.each(countries)('in %s', (_, forms) => {
  test('a code sent to one form of a number is checked under the other, and each is told its own', async () => {
    const tenant = await makeSendingTenant()
    const { one, other } = forms()
    const { otp, code } = await sendAndRead(tenant, one)
    expect(otp.to).toBe(one)
    const wrongly = { to: other, code: code.slice(0, 4) }
    await expect(verifyOtp(tenant.ctx, wrongly)).resolves.toMatchObject({ verified: false, to: other })
    const byId = await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code: code.slice(0, 4) })
    expect(byId).toMatchObject({ verified: false, to: one })
    await expect(verifyOtp(tenant.ctx, { to: other, code })).resolves.toMatchObject({
      verified: true,
      otp_id: otp.otp_id,
      to: other,
    })
  })

  test('the five an hour are shared, and a new code supersedes the other form’s', async () => {
    const tenant = await makeSendingTenant('test')
    const { one, other } = forms()
    const sends = [one, other, one, other, one].map((to) => () => sendOtp(tenant.ctx, order(to)))
    for (const send of sends) await send()
    for (const to of [one, other])
      await expect(sendOtp(tenant.ctx, order(to))).rejects.toMatchObject({ code: 'otp_rate_limited' })
    for (const to of [one, other]) {
      const { data } = await listOtps(tenant.ctx, { limit: 10, to })
      expect(data.map(({ status }) => status)).toEqual(['pending', ...Array(4).fill('superseded')])
    }
  })

  test('the id that WhatsApp answers with is kept, and leads to the same user', async () => {
    const tenant = await makeSendingTenant()
    for (const name of ['one', 'other'] as const) {
      const { [name]: to, waId } = forms()
      const { otp } = await sendAndRead(tenant, to)
      const row = await messageRow(otp.message_id)
      expect(row.wa_id).toBe(waId)
      expect(canonicalPhone(`+${row.wa_id}`)).toBe(canonicalPhone(to))
    }
  })
})
