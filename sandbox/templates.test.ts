import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { hmac, otp, sender, startApp, startWorld, token } from './test-world'

let app: Awaited<ReturnType<typeof startApp>>
let world: Awaited<ReturnType<typeof startWorld>>

beforeAll(async () => {
  app = await startApp()
  world = await startWorld(app.url)
  await world.inspect('POST', '/templates', { act: 'review', delay_ms: 50 })
})
afterAll(async () => {
  await world.stop()
  await app.stop()
})

const waba = sender.waba_id
const call = (method: string, path: string, body?: unknown) =>
  world.call(method, `/v25.0/${path}`, body, { authorization: `Bearer ${token}` })
const utility = (name: string, text = 'Hello {{1}}, your order is on its way.') => ({
  name,
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'BODY', text, example: { body_text: [['Ana']] } }],
})
const statusOf = async (name: string) => {
  const { data } = z
    .object({ data: z.array(z.looseObject({ name: z.string(), status: z.string() })) })
    .parse((await call('GET', `${waba}/message_templates?name=${name}`)).body)
  return data[0]?.status
}
const told = (name: string) => app.deliveries.filter(({ raw }) => raw.includes(name))

describe('a template, as Meta has it', () => {
  test('is in review, then approved, with a signed webhook that holds its id as a number', async () => {
    const made = await call('POST', `${waba}/message_templates`, utility('order_a'))
    expect(made.body).toMatchObject({ status: 'PENDING', category: 'UTILITY' })
    await expect.poll(() => statusOf('order_a')).toBe('APPROVED')
    await expect.poll(() => told('order_a').length).toBe(1)
    const [webhook] = told('order_a')
    expect(webhook?.signature).toBe(`sha256=${hmac(webhook?.raw ?? '')}`)
    expect(webhook?.raw).toContain(`"message_template_id":${made.body.id}`)
    expect(webhook?.raw).toContain('"field":"message_template_status_update"')
  })

  test('cannot be made twice, nor with what Meta refuses', async () => {
    const subcode = async (body: object) =>
      (await call('POST', `${waba}/message_templates`, body)).body.error?.error_subcode
    await call('POST', `${waba}/message_templates`, utility('order_b'))
    expect(await subcode(utility('order_b'))).toBe(2388024)
    expect(await subcode(utility('order_c', '{{1}} is on its way to you now.'))).toBe(2388299)
    expect(await subcode(utility('order_c', 'Hi {{1}} bye'))).toBe(2388293)
    expect(await subcode(utility('order_c', 'x'.repeat(1_025)))).toBe(2388040)
  })

  test('for codes is made in many languages at once, and has its button as a URL', async () => {
    const components = [
      { type: 'BODY', add_security_recommendation: true },
      { type: 'FOOTER', code_expiration_minutes: 10 },
      { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
    ]
    const body = { name: 'code_a', languages: ['en_US', 'fr'], category: 'AUTHENTICATION', components }
    const made = await call('POST', `${waba}/upsert_message_templates`, body)
    expect(made.body.data).toHaveLength(2)
    const read = await call('GET', made.body.data[0].id)
    expect(JSON.stringify(read.body)).toContain('This code expires in 10 minutes.')
    expect(read.body.components.at(-1).buttons[0].type).toBe('URL')
  })

  test('is deleted by its name or one language, and its name rests then', async () => {
    await call('POST', `${waba}/message_templates`, utility('order_d'))
    expect((await call('DELETE', `${waba}/message_templates?name=order_d`)).body).toEqual({ success: true })
    expect(await statusOf('order_d')).toBeUndefined()
    const again = await call('POST', `${waba}/message_templates`, utility('order_d'))
    expect(again.body.error.error_subcode).toBe(2388023)
  })

  test('that is paused is told of, and cannot be sent', async () => {
    const named = { waba_id: waba, name: 'hawk_login_code', language: 'en' }
    await world.inspect('POST', '/templates', { act: 'pause', ...named })
    await expect.poll(() => told('FIRST_PAUSE').length).toBe(1)
    expect((await world.send(otp('+14155550101'))).body.error.code).toBe(132015)
    await world.inspect('POST', '/templates', { act: 'unpause', ...named })
    expect((await world.send(otp('+14155550101'))).status).toBe(200)
  })

  test('comes page by page, with the fields that are asked for', async () => {
    const first = await call(
      'GET',
      `${waba}/message_templates?limit=2&fields=name,quality_score,rejected_reason`,
    )
    expect(first.body.data).toHaveLength(2)
    expect(Object.keys(first.body.data[0]).sort()).toEqual(['id', 'name', 'quality_score', 'rejected_reason'])
    const after = first.body.paging.cursors.after
    const second = await call('GET', `${waba}/message_templates?limit=2&after=${after}`)
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id)
  })

  test('of somebody else is not there', async () => {
    const made = await call('POST', `${waba}/message_templates`, utility('order_e'))
    const stranger = await world.call('GET', `/v25.0/${made.body.id}`, undefined, {
      authorization: 'Bearer EAAother',
    })
    expect(stranger.body.error.code).toBe(190)
  })
})
