import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { makeApiKey } from '@/db/factories'
import { startReceiver } from '@/lib/gateways/fixtures/receiver'
import { RunningCli } from '@/sdk/fixtures/run-cli'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { SentOtp } from '../support/shapes'

const Posted = z.looseObject({ id: z.string(), type: z.string(), mode: z.string(), data: z.looseObject({}) })

test.describe('hawksend, against the running app', () => {
  test('what is triggered, and what really happens, is posted to a local app, signed and in order', async ({
    world,
    api,
    tenant,
  }) => {
    const key = tenant.test_key
    const settings = { HAWKSEND_API_KEY: key, HAWKSEND_BASE_URL: world.app_url }
    await api.post('/events', { type: 'test.ping' }, { key })
    const app = await startReceiver(204)
    const cli = new RunningCli(['listen', '--forward-to', app.url], settings)
    try {
      await cli.says('q quits')
      const secret = /whsec_\S+/.exec(cli.output)?.[0] ?? ''
      const trigger = new RunningCli(['trigger', 'template.paused'], settings)
      expect(await trigger.ended, trigger.output).toBe(0)
      const to = randomPhone()
      const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
      await api.post('/otp/verify', { to, code: '123456' }, { key })

      const typesOf = () => app.requests.map(({ body }) => Posted.parse(JSON.parse(body)).type)
      await expect.poll(typesOf, { timeout: 30_000 }).toContain('otp.verified')
      const events = app.requests.map(({ body, headers }) => {
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
        return { ...Posted.parse(JSON.parse(body)), header: headers['webhook-id'] }
      })
      expect(events[0]).toMatchObject({ type: 'template.paused', mode: 'test', data: { object: 'template' } })
      expect(trigger.output).toContain(events[0]?.id)
      expect(events.find(({ type }) => type === 'otp.verified')?.data).toMatchObject({ otp_id, to })
      for (const { id, header } of events) expect(header).toBe(id)
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
      await cli.says(/otp\.verified {2}evt_\w+ {2}204/)

      // What the log says of an event is, byte for byte, what was posted.
      const read = await api.get(`/events/${events[0]?.id}`, { key })
      const { id, type, timestamp, mode, data } = z.looseObject({ data: z.looseObject({}) }).parse(read.json)
      expect(app.requests[0]?.body).toBe(JSON.stringify({ id, type, timestamp, mode, data }))

      cli.press('q')
      expect(await cli.ended).toBe(0)
    } finally {
      await cli.stop()
      await app.close()
    }
  })

  test('a key of live mode is another world, one without the scope is told so, and a stranger’s gets nothing', async ({
    world,
    api,
    tenant,
    stranger,
  }) => {
    const url = world.app_url
    const run = async (words: string[], key: string) => {
      const cli = new RunningCli([...words, '--base-url', url], { HAWKSEND_API_KEY: key })
      return { code: await cli.ended, output: cli.output }
    }
    const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'test', scopes: ['otp:send'] })
    expect(await run(['listen'], key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('webhooks:read'),
    })
    expect(await run(['trigger', 'otp.sent'], key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('webhooks:write'),
    })
    expect(await run(['trigger', 'otp.guessed'], tenant.test_key)).toMatchObject({
      code: 1,
      output: expect.stringContaining('otp.verified'),
    })
    expect(await run(['listen'], `${key.slice(0, -1)}x`)).toMatchObject({
      code: 1,
      output: expect.stringContaining('was refused'),
    })

    const app = await startReceiver(204)
    const cli = new RunningCli(['listen', '--forward-to', app.url, '--base-url', url], {
      HAWKSEND_API_KEY: stranger.test_key,
    })
    try {
      await cli.says('q quits')
      await api.post('/events', { type: 'otp.sent' }, { key: tenant.test_key })
      await api.post('/events', { type: 'otp.failed' }, { key: stranger.test_key })
      await cli.says('otp.failed')
      expect(app.requests.map(({ body }) => Posted.parse(JSON.parse(body)).type)).toEqual(['otp.failed'])
    } finally {
      await cli.stop()
      await app.close()
    }
  })
})
