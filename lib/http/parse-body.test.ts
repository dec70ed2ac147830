import { describe, expect, test } from 'vitest'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { policy } from '@/lib/core/policy'
import { makeApiClient, problemOf } from '@/lib/http/fixtures/request'

const send = '/otp/send'

describe('413 and 415', () => {
  test.each([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    'text/json',
    'application/json; charset=utf-16',
  ])('a body that says it is %j is not read', async (type) => {
    const client = await makeApiClient()
    const headers = {
      authorization: `Bearer ${client.key}`,
      ...(type === undefined ? {} : { 'content-type': type }),
    }
    const reply = await client.post(send, { to: randomPhone() }, { headers })
    expect(problemOf(reply)).toMatchObject({ code: 'unsupported_media_type', status: 415 })
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'APPLICATION/JSON',
  ])('%s is JSON', async (type) => {
    const client = await makeApiClient()
    const headers = { authorization: `Bearer ${client.key}`, 'content-type': type }
    expect((await client.post(send, { to: randomPhone() }, { headers })).status).toBe(202)
  })

  test('64 KiB are read, and not one byte more', async () => {
    const client = await makeApiClient()
    const fill = (size: number) => `{"to":"+14155550100"${' '.repeat(size - 21)}}`
    expect((await client.send(send, fill(policy.api.bodyLimitBytes))).status).toBe(202)
    expect(problemOf(await client.send(send, fill(policy.api.bodyLimitBytes + 1)))).toMatchObject({
      code: 'body_too_large',
      status: 413,
    })
  })
})
