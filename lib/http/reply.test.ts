import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '@/lib/core/endpoint'
import { makeApiClient, problemOf, request } from '@/lib/http/fixtures/request'
import { handle } from '@/lib/http/pipeline'

describe('500 and 503', () => {
  const failing = (error: Error) =>
    endpoint({
      method: 'GET',
      path: '/fails',
      scope: 'otp:read',
      summary: 'Fails',
      reply: z.object({}),
      status: 200,
      run: () => Promise.reject(error),
    })
  const answerTo = async (error: Error) => {
    const { key } = await makeApiClient()
    return handle(request('/api/v1/fails', { headers: { authorization: `Bearer ${key}` } }), [failing(error)])
  }

  test('what fails on our side says nothing but its request', async () => {
    const reply = await answerTo(new Error('password=hunter2 at db-1.internal'))
    const problem = problemOf(reply)
    expect(problem).toMatchObject({ code: 'internal_error', status: 500, retryable: true })
    expect(Object.keys(problem).sort()).toEqual([
      'code',
      'request_id',
      'retryable',
      'status',
      'title',
      'type',
    ])
    expect(reply.body).not.toMatch(/hunter2|internal\b(?!_error)/)
  })

  test.each(['ECONNREFUSED', 'CONNECTION_CLOSED', '57P01', '53300'])(
    'a database that is away (%s): 503',
    async (code) => {
      const cause = Object.assign(new Error('away'), { code })
      const reply = await answerTo(new Error('Failed query', { cause }))
      expect(problemOf(reply)).toMatchObject({ code: 'unavailable', status: 503, retryable: true })
      expect(Number(reply.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    },
  )

  test('an answer that its own schema refuses is a fault of ours', async () => {
    const { key } = await makeApiClient()
    const broken = endpoint({
      method: 'GET',
      path: '/broken',
      scope: 'otp:read',
      summary: 'Breaks its promise',
      reply: z.object({ at: z.iso.datetime() }),
      status: 200,
      run: async () => ({ at: 'yesterday' }),
    })
    const headers = { authorization: `Bearer ${key}` }
    expect(problemOf(await handle(request('/api/v1/broken', { headers }), [broken])).code).toBe(
      'internal_error',
    )
  })
})
