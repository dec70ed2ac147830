import { describe, expect, test } from 'vitest'
import { env } from '@/lib/core/env'
import { corsHeaders, preflightHeaders } from '@/lib/http/cors'

const ours = env().APP_ORIGIN

test('our own origin may read, with its credentials, and nobody is told from a cache', () => {
  expect(Object.fromEntries(corsHeaders(ours))).toEqual({
    vary: 'Origin',
    'access-control-allow-origin': ours,
    'access-control-allow-credentials': 'true',
  })
  expect(Object.fromEntries(preflightHeaders(ours) ?? [])).toMatchObject({
    'access-control-allow-methods': 'GET, POST',
  })
})

describe('no other origin may, however like ours it looks', () => {
  test.each([
    null,
    'null',
    '',
    '*',
    'https://evil.example',
    `${ours}.evil.example`,
    `${ours}/`,
    `${ours}.`,
    ours.toUpperCase(),
    ours.replace('http:', 'https:'),
    ours.replace(/:\d+$/, ''),
    ours.replace(/:\d+$/, ':1'),
    ours.replace('//', '//evil'),
    ours.replace('//', '//user@'),
    `${ours},https://evil.example`,
    `${ours} https://evil.example`,
    `https://evil.example?${ours}`,
  ])('%j', (origin) => {
    expect(corsHeaders(origin)).toEqual([['vary', 'Origin']])
    expect(preflightHeaders(origin)).toBeNull()
  })
})
