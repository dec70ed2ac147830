import { expect, test } from 'vitest'
import { countryOf } from '@/lib/usage/rules'

test.each([
  ['+4915112345671', null, 'DE'],
  ['+14165550100', null, 'CA'],
  [null, 'US.13491208655302741918', 'US'],
  [null, 'BR.ENT.13491208655302741918', 'BR'],
  ['+80012345678', null, null],
])('%s, %s is counted under %s', (phone, bsuid, country) => {
  expect(countryOf({ phone, bsuid })).toBe(country)
})
