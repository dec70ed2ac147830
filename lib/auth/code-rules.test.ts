import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { deriveEmailCode, hashEmailCode, isRightEmailCode, whyRefused } from './code-rules'
import { VerifySignUpInput } from './schema'

const key = Buffer.alloc(32, 1)
const owner = { signUpId: 'sign-up', codeId: 'code', email: 'ana@example.com' }

test('a code has six digits, is the same for the same nonce, and any of a million', () => {
  const codes = Array.from({ length: 20_000 }, () => deriveEmailCode(key, randomBytes(16)))
  for (const code of codes) expect(code).toMatch(/^[0-9]{6}$/)
  expect(codes.some((code) => code.startsWith('0'))).toBe(true)
  expect(new Set(codes).size).toBeGreaterThan(19_000)
  expect(deriveEmailCode(key, Buffer.alloc(16))).toBe(deriveEmailCode(key, Buffer.alloc(16)))
})

test('a code is right for its own sign-up, row, address and key alone', () => {
  const stored = hashEmailCode(key, owner, '012345')
  expect(stored).toMatch(/^[0-9a-f]{64}$/)
  expect(isRightEmailCode(key, owner, '012345', stored)).toBe(true)
  expect(isRightEmailCode(key, owner, '012346', stored)).toBe(false)
  expect(isRightEmailCode(Buffer.alloc(32, 2), owner, '012345', stored)).toBe(false)
  for (const part of ['signUpId', 'codeId', 'email'] as const)
    expect(isRightEmailCode(key, { ...owner, [part]: 'another' }, '012345', stored)).toBe(false)
})

test('no code is right where there is none', () => {
  for (const stored of [null, '']) expect(isRightEmailCode(key, owner, '012345', stored)).toBe(false)
})

test('why a code refuses', () => {
  expect(whyRefused({ status: 'pending', isExpired: false })).toBe(null)
  expect(whyRefused({ status: 'pending', isExpired: true })).toBe('expired')
  expect(whyRefused({ status: 'failed', isExpired: true })).toBe('attempts_exceeded')
  expect(whyRefused({ status: 'used', isExpired: false })).toBe('superseded')
  expect(whyRefused({ status: 'superseded', isExpired: false })).toBe('superseded')
})

test.each([
  ' 123456',
  '123456 ',
  '12345',
  '1234567',
  '１２３４５６',
  '١٢٣٤٥٦',
  '12345a',
  '',
  123456,
  null,
  ['123456'],
  '123456\n',
])('%j is no code at all', (code) => {
  expect(VerifySignUpInput.safeParse({ code }).success).toBe(false)
})
