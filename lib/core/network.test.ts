import { describe, expect, test } from 'vitest'
import { isLocalAddress, networkOf } from './network'

describe('of an address no more than its network is shown', () => {
  test.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1234:5678::9', '2001:db8:1234::/48'],
    ['::1', '::/48'],
    ['', ''],
    ['not an address', ''],
    ['203.0.113.77, 10.0.0.1', ''],
  ])('%s becomes %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.9',
  '100.64.0.1',
  '::1',
  'fd00::1',
  'fe80::1',
])('%s is of the local network', (address) => {
  expect(isLocalAddress(address)).toBe(true)
})

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1', '', 'localhost'])(
  '%s is not',
  (address) => {
    expect(isLocalAddress(address)).toBe(false)
  },
)
