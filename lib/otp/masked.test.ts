import { expect, test } from 'vitest'
import { type Role, roles } from '@/lib/core/context'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { may } from '@/lib/core/permissions'
import { maskPhone } from '@/lib/core/phone'
import { personActor, testContext } from '@/lib/core/test-context'
import { makeInbound } from '@/lib/otp/fixtures/inbound'
import { makeSendingTenant, order } from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { listOtps } from '@/lib/otp/list'
import { receiveOtp } from '@/lib/otp/receive'
import { sendOtp } from '@/lib/otp/send'

const readers = roles.filter((role) => may(role, 'otp.read'))

async function sent() {
  const tenant = await makeSendingTenant('test')
  const phone = randomPhone()
  const { otp_id } = await sendOtp(tenant.ctx, order(phone))
  const as = (role: Role) => testContext({ ...tenant, actor: personActor(role) }).ctx
  return { tenant, phone, otp_id, as }
}

test.each(readers)(
  'the answers to somebody with the role %s hold whole numbers only where it shows them',
  async (role) => {
    const { phone, otp_id, as } = await sent()
    const ctx = as(role)
    const shown = may(role, 'phones.read') ? phone : maskPhone(phone)
    const answers = [await getOtp(ctx, { id: otp_id }), ...(await listOtps(ctx, { limit: 25 })).data]
    expect(answers.map(({ to }) => to)).toEqual([shown, shown])
    expect(JSON.stringify(answers).includes(phone.slice(1))).toBe(may(role, 'phones.read'))
  },
)

test('somebody who sees masked numbers finds an OTP by its whole one', async () => {
  const { phone, otp_id, as } = await sent()
  const found = await listOtps(as('support'), { limit: 25, to: phone })
  expect(found.data).toMatchObject([{ otp_id, to: maskPhone(phone) }])
  expect((await listOtps(as('support'), { limit: 25, to: randomPhone() })).data).toEqual([])
})

test('a proof, which names the number it proves, is not for them either', async () => {
  const { tenant, as } = await sent()
  const { otp_id } = await makeInbound(tenant.ctx)
  await receiveOtp(tenant.ctx, { id: otp_id, usernameOnly: false, from: '+15550100001' })
  expect((await getOtp(as('developer'), { id: otp_id })).proof).toMatch(/^ey/)
  expect(await getOtp(as('support'), { id: otp_id })).toMatchObject({ status: 'verified', proof: null })
})

test('what is masked stays as it is when it is masked again', () => {
  for (const phone of ['+14155550100', '+919812345210', '+358401234567'])
    expect(maskPhone(maskPhone(phone))).toBe(maskPhone(phone))
})
