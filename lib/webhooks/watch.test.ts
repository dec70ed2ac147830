import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEvent } from '@/db/webhook-factories'
import { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import {
  disabledEvents,
  failFor,
  giveUp,
  mailsTo,
  makeWatched,
  newestMail,
  recipientsOf,
  stateOf,
  succeed,
} from '@/lib/webhooks/fixtures/watched'
import { watchEndpoints } from '@/lib/webhooks/watch'

const twice = () => Promise.all([watchEndpoints(), watchEndpoints()])

describe('an endpoint that fails', () => {
  test.each([
    [59, []],
    [61, ['failing']],
    [23 * 60, ['failing']],
    [25 * 60, ['failing']],
    [119 * 60, ['failing']],
  ])('for %d minutes is told of so: %j, once, by two workers at once', async (minutes, kinds) => {
    const world = await makeWatched()
    await failFor(world, minutes)
    await twice()
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual(kinds)
    expect(await stateOf(world)).toMatchObject({ enabled: true, disabled_reason: null })
    expect(await disabledEvents(world)).toEqual([])
  })

  test('is told of after an hour, after a day, and when it is disabled after five: three mails in all', async () => {
    const world = await makeWatched()
    const seen: unknown[] = []
    for (const minutes of [59, 61, 23 * 60, 25 * 60, 119 * 60, 121 * 60]) {
      await failFor(world, minutes)
      await twice()
      await watchEndpoints()
      seen.push([minutes, (await mailsTo(world)).length, (await stateOf(world))?.warned])
    }
    expect(seen).toEqual([
      [59, 0, 0],
      [61, 1, 1],
      [23 * 60, 1, 1],
      [25 * 60, 2, 2],
      [119 * 60, 2, 2],
      [121 * 60, 3, 3],
    ])
    expect(await mailsTo(world)).toEqual(['failing', 'failing', 'disabled'])
  })

  test('and answers once in between begins anew', async () => {
    const world = await makeWatched()
    await failFor(world, 61)
    await watchEndpoints()
    await succeed(world)
    await failFor(world, 59)
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual(['failing'])
    await failFor(world, 62)
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual(['failing', 'failing'])
  })

  test('is not told of for the time since its last failure: nothing is known of that', async () => {
    const world = await makeWatched()
    await owner`update webhook_lanes set failing_since = clock_timestamp() - interval '6 days',
      last_failed_at = clock_timestamp() - interval '6 days' + interval '59 minutes'
      where endpoint_id = ${world.endpoint.id}`
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual([])
    expect(await stateOf(world)).toMatchObject({ enabled: true })
  })

  test('for five days is disabled by one of two workers, with one event that tells what it is now', async () => {
    const world = await makeWatched()
    await watchEndpoints()
    await failFor(world, 121 * 60)
    const runs = await twice()
    expect(runs[0].disabled + runs[1].disabled).toBe(1)
    expect(await stateOf(world)).toMatchObject({ enabled: false, disabled_reason: 'failing', is_dated: true })
    const events = await disabledEvents(world)
    expect(events.map(({ data }) => EndpointObject.parse(data))).toMatchObject([
      { id: world.endpointId, enabled: false, disabled_reason: 'failing' },
    ])
    expect(await recipientsOf(world)).toEqual(world.people)
  })
})

describe('an endpoint that answered 410', () => {
  test('is disabled at once, its people and the other endpoints are told once', async () => {
    const world = await makeWatched()
    await owner`update webhook_lanes set gone_at = clock_timestamp() where endpoint_id = ${world.endpoint.id}`
    await twice()
    await watchEndpoints()
    expect(await stateOf(world)).toMatchObject({ enabled: false, disabled_reason: 'gone' })
    expect(await mailsTo(world)).toEqual(['disabled'])
    expect(await disabledEvents(world)).toHaveLength(1)
  })

  test('is told of once also when something that was still under way succeeds afterwards', async () => {
    const world = await makeWatched()
    await owner`update webhook_lanes set gone_at = clock_timestamp() where endpoint_id = ${world.endpoint.id}`
    await watchEndpoints()
    await succeed(world)
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual(['disabled'])
  })
})

describe('deliveries that were given up', () => {
  test('are told of by one mail to owners, admins and developers, with how many, why, and where to look', async () => {
    const world = await makeWatched()
    const event = await makeEvent(world.scope)
    const last = { status: 'exhausted', attempts: 6, lastAttemptAt: new Date(), lastStatusCode: 503 } as const
    await makeDelivery({ ...world.scope, endpointId: world.endpoint.id, eventId: event.id, ...last })
    await giveUp(world, 3)
    await twice()
    expect(await recipientsOf(world)).toEqual(world.people)
    expect(await stateOf(world)).toMatchObject({ enabled: true, exhausted: 0 })
    const mail = await newestMail(world)
    expect(mail).toMatchObject({ lastAnswer: 'HTTP 503', endpoint: 'https://hooks.example.com/' })
    expect(JSON.stringify(mail)).toMatch(/3 deliveries were given up after 6 attempts each/)
    expect(JSON.stringify(mail)).toContain(
      `/dashboard/${world.tenant.slug}/live/webhooks/${world.endpointId}`,
    )
  })

  test('are told of once an hour at most, and then of all since', async () => {
    const world = await makeWatched()
    const tellAgo = (minutes: number) => owner`
      update webhook_lanes set told_at = clock_timestamp() - make_interval(mins => ${minutes})
      where endpoint_id = ${world.endpoint.id}`
    await giveUp(world, 1)
    await watchEndpoints()
    await giveUp(world, 2)
    await tellAgo(59)
    await twice()
    expect(await mailsTo(world)).toEqual(['exhausted'])
    expect(await stateOf(world)).toMatchObject({ exhausted: 2 })
    await tellAgo(61)
    await twice()
    expect(await mailsTo(world)).toEqual(['exhausted', 'exhausted'])
    expect(await stateOf(world)).toMatchObject({ exhausted: 0 })
  })

  test('are part of the mail that says that the endpoint fails, where that goes anyway', async () => {
    const world = await makeWatched()
    await giveUp(world, 4)
    await failFor(world, 61)
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual(['failing'])
    expect((await newestMail(world)).happened).toContain('4 deliveries were given up')
  })

  test('to an endpoint that somebody deleted are no news', async () => {
    const world = await makeWatched()
    await giveUp(world, 1)
    await failFor(world, 121 * 60)
    await owner`update webhook_endpoints set enabled = false, deleted_at = now() where id = ${world.endpoint.id}`
    await watchEndpoints()
    expect(await mailsTo(world)).toEqual([])
    expect(await disabledEvents(world)).toEqual([])
  })
})
