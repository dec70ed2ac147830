import { describe, expect, test } from 'vitest'
import type { Problem } from '@/components/forms/post-json'
import { endpointExample } from '@/lib/webhooks/examples'
import { bodyOf, faultsOf, fieldsOf, headersOf, placeFaults } from './endpoint-fields'

const fresh = { ...fieldsOf(null), url: 'https://example.com/hooks' }

describe('a new endpoint', () => {
  test('is sent whole, and gets every event unless some are chosen', () => {
    expect(bodyOf(fresh, null)).toEqual({
      url: 'https://example.com/hooks',
      events: ['*'],
      description: '',
      rate_per_second: null,
      headers: {},
    })
    const chosen = { ...fresh, all: false, events: ['otp.sent'], rate: ' 25 ', description: ' Production ' }
    expect(bodyOf(chosen, null)).toMatchObject({
      events: ['otp.sent'],
      rate_per_second: 25,
      description: 'Production',
    })
  })

  test('takes the rows in which something is written as headers', () => {
    const headers = [
      { name: ' Authorization ', value: ' Bearer x ' },
      { name: '', value: '' },
    ]
    expect(headersOf(headers)).toEqual({ Authorization: 'Bearer x' })
  })
})

describe('a change', () => {
  test('says nothing where nothing was changed', () => {
    expect(bodyOf(fieldsOf(endpointExample), endpointExample)).toEqual({})
    const kept = { ...endpointExample, header_names: ['Authorization'], rate_per_second: 5 }
    expect(bodyOf(fieldsOf(kept), kept)).toEqual({})
  })

  test('does not take the same events in another order for others', () => {
    const fields = fieldsOf(endpointExample)
    expect(bodyOf({ ...fields, events: [...fields.events].reverse() }, endpointExample)).toEqual({})
    expect(bodyOf({ ...fields, all: true }, endpointExample)).toEqual({ events: ['*'] })
  })

  test('replaces the headers as a whole, and only when it was asked to', () => {
    const kept = { ...endpointExample, header_names: ['Authorization'] }
    const fields = fieldsOf(kept)
    const headers = [{ name: 'X-Team', value: 'a' }]
    expect(bodyOf({ ...fields, headers }, kept)).toEqual({})
    expect(bodyOf({ ...fields, headers, replaces: true }, kept)).toEqual({ headers: { 'X-Team': 'a' } })
    expect(bodyOf({ ...fields, replaces: true }, kept)).toEqual({ headers: {} })
  })
})

describe('what is told before the server is asked', () => {
  test.each([
    ['no URL', { url: ' ' }, 'url'],
    ['no event', { all: false }, 'events'],
    ['a rate of none', { rate: '0' }, 'rate'],
    ['a rate beyond all', { rate: '1001' }, 'rate'],
    ['half a delivery a second', { rate: '1.5' }, 'rate'],
    ['a word for a rate', { rate: 'fast' }, 'rate'],
    ['a header without a name', { headers: [{ name: '', value: 'x' }] }, 'headers'],
    [
      'a header that comes twice, whatever its case',
      {
        headers: [
          { name: 'X-Team', value: 'a' },
          { name: 'x-team', value: 'b' },
        ],
      },
      'headers',
    ],
  ])('%s', (_, change, field) => {
    expect(faultsOf({ ...fresh, ...change }).map((fault) => fault.field)).toEqual([field])
  })

  test('nothing of what holds', () => {
    expect(faultsOf({ ...fresh, rate: '1000', headers: [{ name: 'X-Team', value: 'a' }] })).toEqual([])
  })
})

describe('what the server refuses', () => {
  const problem: Problem = {
    title: 'The request does not hold',
    status: 422,
    code: 'validation_failed',
    errors: [],
    request_id: 'req_x',
  }

  test('stands at its field, a header under its name', () => {
    const errors = [
      { path: 'url', message: 'The port must be 443 or 8443.' },
      { path: 'headers.Host', message: 'This header cannot be set.' },
    ]
    expect(placeFaults({ ...problem, errors })).toEqual({
      placed: [
        { field: 'url', message: 'The port must be 443 or 8443.' },
        { field: 'headers', message: 'Host: This header cannot be set.' },
      ],
      rest: null,
    })
  })

  test('a URL that is not allowed is told at the URL in the server’s own sentence', () => {
    const refused = { ...problem, code: 'url_not_allowed', detail: 'The host name was not found.' }
    expect(placeFaults(refused)).toEqual({
      placed: [{ field: 'url', message: 'The host name was not found.' }],
      rest: null,
    })
  })

  test('what has no field is told as a whole', () => {
    const refused = { ...problem, code: 'state_conflict', detail: 'There are 50 endpoints.' }
    expect(placeFaults(refused)).toEqual({ placed: [], rest: refused })
  })
})
