import twilio from 'twilio'
import { expect, test } from '../fixtures'
import { randomPhone, wrongCode } from '../support/phone'
import type { Tenant } from '../support/tenant'
import { exchange } from '../support/wire'
import type { World } from '../support/world'

const accountSid = `AC${'0'.repeat(32)}`
const serviceSid = `VA${'0'.repeat(32)}`
const sid = (prefix: string) => expect.stringMatching(new RegExp(`^${prefix}[0-9a-f]{32}$`))

/** Twilio's own client, with nothing changed but its base address and its credentials. */
function clientOf({ app_url }: World, key: string) {
  const client = twilio(accountSid, key)
  client.verify.baseUrl = `${app_url.replace('localhost', '127.0.0.1')}/api/v1/compat/twilio`
  return client.verify.v2.services(serviceSid)
}

const form = (key: string) => ({
  authorization: `Basic ${Buffer.from(`${accountSid}:${key}`).toString('base64')}`,
  'content-type': 'application/x-www-form-urlencoded',
})

const base = `/api/v1/compat/twilio/v2/Services/${serviceSid}`
const post = (world: World, path: string, headers: Record<string, string>, body: string) =>
  exchange(world.app_url, { method: 'POST', path: `${base}${path}`, headers, body })

test.describe('POST /api/v1/compat/twilio/v2/Services/{serviceSid}/Verifications', () => {
  test('Twilio’s own client sends, and the code arrives over WhatsApp', async ({
    world,
    tenant,
    sandbox,
  }) => {
    const to = randomPhone()
    const service = clientOf(world, tenant.live_key)
    const sent = await service.verifications.create({ to, channel: 'sms', locale: 'pt-br' })
    expect(sent).toMatchObject({
      sid: sid('VE'),
      accountSid: sid('AC'),
      serviceSid,
      to,
      channel: 'whatsapp',
      status: 'pending',
      valid: false,
      sendCodeAttempts: [{ channel: 'whatsapp', attempt_sid: sid('VL') }],
    })
    expect(sent.dateCreated).toBeInstanceOf(Date)
    expect(await sandbox.code(to)).toMatch(/^[0-9]{6}$/)
    expect(JSON.stringify((await sandbox.messages(to))[0]?.payload)).toContain('"pt_BR"')
  })

  test('a service that is a sender of the tenant sends from it', async ({ world, tenant, stranger }) => {
    const send = (service: string) =>
      exchange(world.app_url, {
        method: 'POST',
        path: `/api/v1/compat/twilio/v2/Services/${service}/Verifications`,
        headers: form(tenant.live_key),
        body: new URLSearchParams({ To: randomPhone(), Channel: 'whatsapp' }).toString(),
      })
    expect((await send(tenant.sender_id)).status).toBe(201)
    expect(await send(stranger.sender_id)).toMatchObject({ status: 403, json: { code: 60223, status: 403 } })
  })

  test('refusals come in Twilio’s words, and its client throws them', async ({ world, tenant }) => {
    const service = clientOf(world, tenant.test_key)
    const refusals: [object, number, number][] = [
      [{ to: 'nobody', channel: 'sms' }, 400, 60200],
      [{ to: randomPhone(), channel: 'email' }, 400, 60200],
      [{ to: randomPhone(), channel: 'sms', customCode: '123456' }, 400, 60200],
      [{ to: '+15550100005', channel: 'sms' }, 429, 60203],
    ]
    for (const [order, status, code] of refusals) {
      const refused = service.verifications.create(order as { to: string; channel: string })
      await expect(refused).rejects.toMatchObject({ status, code })
    }
    const stranger = clientOf(world, `${tenant.test_key.slice(0, -1)}!`)
    const unknown = stranger.verifications.create({ to: randomPhone(), channel: 'sms' })
    await expect(unknown).rejects.toMatchObject({ status: 401, code: 20003 })
  })

  test('without a key, with a Bearer key or another body it is refused', async ({ world, resident }) => {
    const body = new URLSearchParams({ To: randomPhone(), Channel: 'sms' }).toString()
    const { authorization, ...type } = form(resident.test_key)
    const bearer = { authorization: `Bearer ${resident.test_key}` }
    expect((await post(world, '/Verifications', type, body)).status).toBe(401)
    expect((await post(world, '/Verifications', { ...type, ...bearer }, body)).status).toBe(401)
    const json = { authorization, 'content-type': 'application/json' }
    expect((await post(world, '/Verifications', json, '{}')).status).toBe(415)
    const empty = await post(world, '/Verifications', { authorization, ...type }, '')
    expect(empty).toMatchObject({ status: 400, json: { code: 60200 } })
    expect(empty.headers['content-type']).toBe('application/json')
    const large = await post(world, '/Verifications', { authorization, ...type }, 'a='.repeat(40_000))
    expect(large.status).toBe(413)
  })

  test('what Postgres cannot hold is refused', async ({ world, resident }) => {
    for (const text of ['%00', '%ff%fe', '%ed%a0%80']) {
      const reply = await post(
        world,
        '/Verifications',
        form(resident.test_key),
        `To=${encodeURIComponent(randomPhone())}&Channel=sms&Locale=${text}&Extra=${text}`,
      )
      expect(reply.status).toBeLessThan(500)
    }
  })
})

test.describe('POST /api/v1/compat/twilio/v2/Services/{serviceSid}/VerificationCheck', () => {
  const send = (world: World, { test_key }: Tenant, to: string) =>
    clientOf(world, test_key).verifications.create({ to, channel: 'sms' })

  test('Twilio’s own client checks a code: wrong, right, and then it is gone', async ({ world, tenant }) => {
    const to = randomPhone()
    const service = clientOf(world, tenant.test_key)
    const { sid: verificationSid } = await send(world, tenant, to)
    const wrong = await service.verificationChecks.create({ to, code: wrongCode('123456') })
    expect(wrong).toMatchObject({ sid: verificationSid, to, status: 'pending', valid: false })
    const right = await service.verificationChecks.create({ verificationSid, code: '123456' })
    expect(right).toMatchObject({ sid: verificationSid, to, status: 'approved', valid: true })
    const again = service.verificationChecks.create({ to, code: '123456' })
    await expect(again).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  test('three wrong codes end it, also when each is sent under an Idempotency-Key', async ({
    world,
    tenant,
  }) => {
    const to = randomPhone()
    await send(world, tenant, to)
    const check = (code: string, key: string) =>
      post(
        world,
        '/VerificationCheck',
        { ...form(tenant.test_key), 'idempotency-key': key },
        new URLSearchParams({ To: to, Code: code }).toString(),
      )
    const answers = []
    for (const step of [1, 2, 3]) answers.push(await check(wrongCode('123456', step), `guess-${step}`))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 429])
    expect(answers[2]).toMatchObject({ json: { code: 60202 } })
    expect(await check('123456', 'guess-4')).toMatchObject({ status: 429, json: { code: 60202 } })
    const replayed = await check(wrongCode('123456', 3), 'guess-3')
    expect(replayed).toMatchObject({ status: 429, text: answers[2]?.text })
    expect(replayed.headers['idempotency-replayed']).toBe('true')
  })

  test('another tenant’s verification, an unknown and a malformed one are not there', async ({
    world,
    tenant,
    stranger,
  }) => {
    const { sid: own } = await send(world, tenant, randomPhone())
    for (const verificationSid of [own, `VE${'0'.repeat(32)}`, 'VE1', 'x']) {
      const check = clientOf(world, stranger.test_key).verificationChecks.create({
        verificationSid,
        code: '123456',
      })
      await expect(check).rejects.toMatchObject({ status: 404, code: 20404 })
    }
  })

  test('a code that is no code is refused and costs no attempt', async ({ world, tenant }) => {
    const to = randomPhone()
    const service = clientOf(world, tenant.test_key)
    await send(world, tenant, to)
    for (const code of ['12', '１２３４５６', 'abcdef', '']) {
      const check = service.verificationChecks.create({ to, code })
      await expect(check).rejects.toMatchObject({ status: 400, code: 60200 })
    }
    expect(await service.verificationChecks.create({ to, code: '123456' })).toMatchObject({ valid: true })
  })
})
