import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { makeSendingTenant, order } from '@/lib/otp/fixtures/sending'
import { resendOtp } from '@/lib/otp/resend'
import { sendOtp } from '@/lib/otp/send'
import { applyTemplateChange } from '@/lib/templates/apply-template-change'

type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>

/** Another approved template in English, made so many hours ago. */
async function addSpare(
  { tenantId, mode, sender }: Tenant,
  name: string,
  more: { quality?: string; hours?: number } = {},
) {
  const { quality = null, hours = 0 } = more
  await owner`insert into templates (tenant_id, mode, id, waba_id, name, language, category, status, quality, created_at)
    values (${tenantId}, ${mode}, ${newUuid()}, ${sender.wabaId}, ${name}, 'en_US', 'AUTHENTICATION', 'APPROVED', ${quality},
      clock_timestamp() - make_interval(hours => ${hours}))`
}

async function usedBy({ ctx }: Tenant): Promise<string> {
  const { messageId } = await readMessage(await sendOtp(ctx, order(randomPhone())))
  const [row] = await owner`select template from messages where id = ${messageId}`
  return row?.template
}

async function readMessage({ otp_id }: { otp_id: string }) {
  const [row] = await owner`select message_id, id from otps order by created_at desc limit 200`.then((rows) =>
    rows.filter(({ id }) => toTypeId('otp', id) === otp_id),
  )
  return { messageId: row?.message_id ?? '' }
}

function change(tenant: Tenant, name: string, event: string) {
  return applyTemplateChange(tenant.ctx, {
    field: 'message_template_status_update',
    value: {
      event,
      message_template_name: name,
      message_template_language: 'en-US',
      message_template_category: 'AUTHENTICATION',
    },
    at: new Date(),
    wabaId: tenant.sender.wabaId,
  })
}

describe('a send goes on with what Meta still allows', () => {
  test('paused by Meta, the next send takes the spare in the same language; without one it says so', async () => {
    const tenant = await makeSendingTenant()
    await addSpare(tenant, 'otp_spare', { hours: 48 })
    expect(await usedBy(tenant)).toBe('otp_copy_code')
    await change(tenant, 'otp_copy_code', 'PAUSED')
    expect(await usedBy(tenant)).toBe('otp_spare')
    await change(tenant, 'otp_spare', 'REJECTED')
    await expect(sendOtp(tenant.ctx, order(randomPhone()))).rejects.toMatchObject({
      code: 'template_unusable',
    })
  })

  test('of several it takes the one with the best quality, then the newest, always the same', async () => {
    const tenant = await makeSendingTenant()
    await addSpare(tenant, 'otp_older', { hours: 48 })
    await addSpare(tenant, 'otp_yellow', { quality: 'YELLOW' })
    expect(await usedBy(tenant)).toBe('otp_copy_code')
    await addSpare(tenant, 'otp_green', { quality: 'GREEN', hours: 72 })
    const used = await Promise.all(Array.from({ length: 4 }, () => usedBy(tenant)))
    expect(new Set(used)).toEqual(new Set(['otp_green']))
  })

  test('no send takes one that Meta has moved out of authentication, or deleted', async () => {
    const tenant = await makeSendingTenant()
    await addSpare(tenant, 'otp_green', { quality: 'GREEN' })
    await owner`update templates set category = 'MARKETING' where tenant_id = ${tenant.tenantId} and name = 'otp_green'`
    expect(await usedBy(tenant)).toBe('otp_copy_code')
    await owner`update templates set category = 'AUTHENTICATION', deleted_at = now() where tenant_id = ${tenant.tenantId} and name = 'otp_green'`
    expect(await usedBy(tenant)).toBe('otp_copy_code')
  })

  test('a code that is sent again takes the same template, and the spare once that is paused', async () => {
    const tenant = await makeSendingTenant()
    await addSpare(tenant, 'otp_spare', { hours: 48 })
    const otp = await sendOtp(tenant.ctx, order(randomPhone()))
    await change(tenant, 'otp_copy_code', 'PAUSED')
    const again = await resendOtp(tenant.ctx, { id: otp.otp_id })
    const [row] =
      await owner`select m.template from messages m join otps o on o.message_id = m.id where o.id = (
      select id from otps where message_id = m.id) and m.tenant_id = ${tenant.tenantId} order by m.created_at desc limit 1`
    expect(again.otp_id).toBe(otp.otp_id)
    expect(row?.template).toBe('otp_spare')
  })
})
