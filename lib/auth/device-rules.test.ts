import { describe, expect, test } from 'vitest'
import { describeBrowser, describePlace, isDeviceToken, lineOfPlace } from '@/lib/auth/device-rules'

describe('a browser is named as its person knows it', () => {
  test.each([
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      'Chrome 141 on macOS',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
      'Firefox 144 on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari 18 on iOS',
    ],
    ['curl/8.5.0', 'An unknown browser'],
    ['', 'An unknown browser'],
    ['<script>alert(1)</script>', 'An unknown browser'],
    ['x'.repeat(256), 'An unknown browser'],
  ])('%s', (userAgent, words) => {
    expect(describeBrowser(userAgent)).toBe(words)
  })
})

describe('a place is a country at most', () => {
  test.each([
    ['81.2.69.142', 'GB', 'United Kingdom (81.2.69.0/24)'],
    ['2a00:1450:4001::8', 'IE', 'Ireland (2a00:1450:4001::/48)'],
    ['127.0.0.1', null, 'Local network (127.0.0.0/24)'],
    ['192.0.2.1', null, 'An unknown place (192.0.2.0/24)'],
    ['192.0.2.1', 'XX', 'An unknown place (192.0.2.0/24)'],
    ['', null, 'An unknown place'],
  ])('%s', (address, country, line) => {
    expect(lineOfPlace(describePlace(address, country))).toBe(line)
  })
})

test.each([undefined, '', 'x', 'x'.repeat(44), `${'x'.repeat(42)} `, `${'x'.repeat(42)};`])(
  '%j is no token of a device',
  (token) => {
    expect(isDeviceToken(token)).toBe(false)
  },
)
