import { z } from 'zod'
import { expect, test } from '../fixtures'
import { expectProblem } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const Made = z.strictObject({
  object: z.literal('event'),
  id: z.string().regex(/^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
  type: z.string(),
  mode: z.literal('test'),
  timestamp: z.iso.datetime(),
  data: z.looseObject({ object: z.string() }),
  created_at: z.iso.datetime(),
})

test.describe('POST /api/v1/events', () => {
  refusesStrangers({ method: 'POST', path: '/events', lacking: 'read_only' })

  test('201: a sample of the type, stored as an event of the tenant', async ({ api, tenant, owner }) => {
    const reply = await api.post('/events', { type: 'message.received' }, { key: tenant.test_key })
    expect(reply.status).toBe(201)
    const event = Made.parse(reply.json)
    expect(event).toMatchObject({
      type: 'message.received',
      data: { object: 'message', direction: 'inbound' },
    })
    const rows = await owner`select type, mode, data from events where tenant_id = ${tenant.id}`
    expect(rows).toEqual([{ type: 'message.received', mode: 'test', data: event.data }])
  })

  test('409: with a live key, and nothing is made', async ({ api, tenant, owner }) => {
    const reply = await api.post('/events', { type: 'otp.verified' }, { key: tenant.live_key })
    expect(expectProblem(reply, 409, 'state_conflict').detail).toContain('test mode')
    expect(await owner`select 1 from events where tenant_id = ${tenant.id}`).toHaveLength(0)
  })

  test('422: a type that there is not, none, and what is no field of it', async ({ api, tenant }) => {
    for (const body of [{ type: 'otp.guessed' }, {}, { type: 'otp.sent', data: {} }, { type: ['otp.sent'] }])
      expectProblem(await api.post('/events', body, { key: tenant.test_key }), 422, 'validation_failed')
  })
})
