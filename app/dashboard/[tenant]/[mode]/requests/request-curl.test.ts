import { expect, test } from 'vitest'
import type { RequestDetail } from '@/lib/requests/schema'
import { curlOf } from './request-curl'

const call: RequestDetail = {
  object: 'request',
  id: 'req_x',
  mode: 'test',
  method: 'POST',
  path: '/api/v1/otp/send',
  status: 202,
  error_code: null,
  duration_ms: 1,
  api_key_id: null,
  address: '::1',
  user_agent: null,
  idempotency_key: null,
  is_replay: false,
  created_at: '2026-01-01T00:00:00.000Z',
  request_body: { to: '+14155550100' },
  response_body: null,
  objects: [],
}

test('a call becomes a command whose key comes from the environment', () => {
  expect(curlOf({ ...call, idempotency_key: 'order 7' }, 'https://x.example').split('\n')).toEqual([
    "curl 'https://x.example/api/v1/otp/send' \\",
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    "  -H 'Idempotency-Key: order 7' \\",
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"+14155550100"}'`,
  ])
})

test('an upload becomes a form with the file by its name', () => {
  const request_body = { type: 'image/png', file: { file_name: 'cat.png', mime_type: 'image/png', size: 5 } }
  expect(
    curlOf({ ...call, path: '/api/v1/media', request_body }, 'https://x.example').split(' \\\n  '),
  ).toEqual([
    "curl 'https://x.example/api/v1/media'",
    '-H "Authorization: Bearer $HAWKSEND_API_KEY"',
    "-F 'type=image/png'",
    "-F 'file=@cat.png'",
  ])
})

test('nothing that was sent can run as a command of its own', () => {
  const text = `'; rm -rf "$HOME" #`
  const curl = curlOf({ ...call, request_body: { purpose: text }, path: `/api/v1/otp/${text}` }, '')
  const outside = curl.replaceAll("'\\''", '').replaceAll(/'[^']*'/g, '')
  expect(outside).not.toContain('rm')
})
