import { expect, test } from 'vitest'
import { Email } from './email-schema'

test.each([
  ['ana@example.com', 'ana@example.com'],
  ['Ana.Maria+otp@Example.COM', 'ana.maria+otp@example.com'],
  ['ａｎａ@example.com', 'ana@example.com'],
  ['\u212aim@example.com', 'kim@example.com'],
  ["o'neil@example.co.uk", "o'neil@example.co.uk"],
])('%j is %j, however it is written', (written, address) => {
  expect(Email.parse(written)).toBe(address)
})

test.each([
  'ana',
  'ana@',
  '@example.com',
  'ana@example',
  'ana@@example.com',
  'ana＠example.com',
  'ana﹫example.com',
  'ana@evil.example＠example.com',
  '"e@attacker.com"@victim.com',
  '"ana"@example.com',
  'ana@victim.com,eve@attacker.com',
  'ana@victim.com\nbcc:eve@attacker.com',
  'Ana <ana@example.com>',
  ' ana@example.com',
  'ana@example.com ',
  'ana@[127.0.0.1]',
  'аna@example.com',
  'ana@exаmple.com',
  'ana\u0000@example.com',
  'ana\u200b@example.com',
  'ana..b@example.com',
  '.ana@example.com',
  `${'a'.repeat(250)}@example.com`,
  42,
  null,
  ['ana@example.com'],
])('%j is no address', (written) => {
  expect(Email.safeParse(written).success).toBe(false)
})
