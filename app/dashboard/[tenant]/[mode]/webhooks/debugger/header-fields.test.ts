import { describe, expect, test } from 'vitest'
import { fieldsIn, headerText } from './header-fields'

const fields = {
  'webhook-id': 'evt_01',
  'webhook-timestamp': '1764000000',
  'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,AAAA==',
}

describe('the three headers are found', () => {
  test.each([
    ['in a plain block', headerText(fields)],
    ['among others', `host: a.example\nUser-Agent: Hawk\n${headerText(fields)}\naccept: */*`],
    [
      'in any case, with the line ends of Windows',
      headerText(fields).replaceAll('\n', '\r\n').replace('webhook-id', 'Webhook-Id'),
    ],
    ['as curl shows them', headerText(fields).replaceAll(/^/gm, '> ')],
    ['in JSON', JSON.stringify(fields, null, 2)],
  ])('%s', (_, text) => {
    expect(fieldsIn(text)).toEqual(fields)
  })
})

test('what is not there stays empty, and is left out of what is sent', () => {
  const some = fieldsIn('webhook-id: evt_01')
  expect(some).toEqual({ 'webhook-id': 'evt_01', 'webhook-timestamp': '', 'webhook-signature': '' })
  expect(headerText(some)).toBe('webhook-id: evt_01')
})
