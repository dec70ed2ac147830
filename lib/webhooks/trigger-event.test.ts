import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { fromTypeId } from '@/lib/core/ids'
import { makeApiClient, problemOf } from '@/lib/http/fixtures/request'
import { eventBody } from '@/lib/webhooks/event-body'
import { EventObject } from '@/lib/webhooks/event-schema'
import { eventTypes } from '@/lib/webhooks/schema'

describe('an event made by hand', () => {
  test.each(eventTypes)(
    '%s is stored as it is answered, and waits to be sent like any other',
    async (type) => {
      const client = await makeApiClient({ mode: 'test' })
      const reply = await client.post('/events', { type })
      expect(reply.status, reply.body).toBe(201)
      const event = EventObject.parse(JSON.parse(reply.body))
      expect(event).toMatchObject({ object: 'event', type, mode: 'test' })
      if ('mode' in event.data) expect(event.data.mode).toBe('test')
      const [row] = await owner`select * from events where id = ${fromTypeId('event', event.id)}`
      expect(row).toMatchObject({ type, mode: 'test', data: event.data, position: null })
      expect(row?.subject_id).toMatch(/^(\w+_\w{26}|\+\d+)$/)
      const { id, timestamp, mode, data } = event
      const posted = eventBody({ id: row?.id, type, createdAt: row?.created_at, mode, data: row?.data })
      expect(JSON.parse(posted)).toEqual({ id, type, timestamp, mode, data })
    },
  )

  test('is refused in live mode, and leaves nothing', async () => {
    const client = await makeApiClient({ mode: 'live' })
    const reply = await client.post('/events', { type: 'otp.verified' })
    expect(problemOf(reply)).toMatchObject({ code: 'state_conflict', status: 409 })
  })

  test('of a type that there is not is refused', async () => {
    const client = await makeApiClient({ mode: 'test' })
    expect(problemOf(await client.post('/events', { type: 'otp.guessed' })).code).toBe('validation_failed')
  })

  test('with one Idempotency-Key is made once', async () => {
    const client = await makeApiClient({ mode: 'test' })
    const headers = {
      authorization: `Bearer ${client.key}`,
      'content-type': 'application/json',
      'idempotency-key': 'one',
    }
    await client.post('/events', { type: 'test.ping' }, { headers })
    await client.post('/events', { type: 'test.ping' }, { headers })
    expect(await owner`select id from events where tenant_id = ${client.tenantId}`).toHaveLength(1)
  })
})
