import fc from 'fast-check'
import { expect, test } from 'vitest'
import { subjectHref, subjectOf, subjectOfBody } from './subject'

test.each([
  ['an OTP by its otp_id', { object: 'otp', otp_id: 'otp_1' }, 'otp_1', '/base/otps/otp_1'],
  ['a message by its id', { object: 'message', id: 'msg_1' }, 'msg_1', '/base/messages/msg_1'],
  ['a test event by its endpoint', { object: 'ping', endpoint_id: 'whe_1' }, 'whe_1', '/base/webhooks/whe_1'],
  ['what has no screen by its id alone', { id: 'xyz_1' }, 'xyz_1', undefined],
])('%s', (_, data, id, href) => {
  expect(subjectOf(data)).toBe(id)
  expect(subjectHref('/base', id)).toBe(href)
  expect(subjectOfBody(JSON.stringify({ id: 'evt_1', data }))).toBe(id)
})

test('what is no event is about nothing, and breaks nothing', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void subjectOf(value)))
  for (const body of ['', '{', 'null', '[]', '{"data":3}', '{"data":{"id":7}}'])
    expect(subjectOfBody(body)).toBeNull()
})
