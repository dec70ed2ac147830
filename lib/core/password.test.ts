import { describe, expect, test } from 'vitest'
import { hashPassword, matchesPassword } from './password'
import { policy } from './policy'

/** Made by Django itself. */
const django = [
  {
    password: 'correct horse battery staple',
    encoded: 'pbkdf2_sha256$1000$hawksendsalt1234567890$RzpyuWwA6nIV3By7ufnY4qkumYyN3pW2ffKFip14PIg=',
  },
  {
    password: 'pässwörd🔑 ',
    encoded: 'pbkdf2_sha256$1500000$abcdefghijklmnopqrstuv$smNDSX6oYsh6vfWxIZS4UDxIUXlCNqm8bTl9bWbT4ps=',
  },
]

describe.each(django)('$encoded', ({ password, encoded }) => {
  test('what Django hashed is accepted here', async () => {
    expect(await matchesPassword(password, encoded)).toBe(true)
  })

  test('what is hashed here is what Django would have written', async () => {
    const [, iterations, salt] = encoded.split('$')
    expect(await hashPassword(password, { iterations: Number(iterations), salt })).toBe(encoded)
  })
})

test.each([
  'correct horse battery staple ',
  ' correct horse battery staple',
  'Correct horse battery staple',
  'correct horse battery stapl',
  '',
])('%j is another password', async (password) => {
  expect(await matchesPassword(password, django[0]?.encoded ?? '')).toBe(false)
})

test('a password counts to its last letter, however long', async () => {
  const long = 'a'.repeat(policy.passwords.maxLength)
  const encoded = await hashPassword(long, { iterations: 1 })
  expect(await matchesPassword(long, encoded)).toBe(true)
  expect(await matchesPassword(`${long.slice(0, -1)}b`, encoded)).toBe(false)
})

test('letters that look alike are different letters', async () => {
  const encoded = await hashPassword('caf\u00e9', { iterations: 1 })
  expect(await matchesPassword('cafe\u0301', encoded)).toBe(false)
})

test('the same password never gives the same text, and its salt has at least 128 bits', async () => {
  const hashes = await Promise.all(Array.from({ length: 200 }, () => hashPassword('same', { iterations: 1 })))
  expect(new Set(hashes).size).toBe(200)
  for (const hash of hashes) expect(hash).toMatch(/^pbkdf2_sha256\$1\$[0-9A-Za-z]{22}\$[0-9A-Za-z+/]{43}=$/)
})

test('the work factor is the one that is promised', () => {
  expect(policy.passwords.iterations).toBeGreaterThanOrEqual(1_000_000)
})

const hash = 'RzpyuWwA6nIV3By7ufnY4qkumYyN3pW2ffKFip14PIg='

test.each([
  '',
  'correct horse battery staple',
  `pbkdf2_sha256$1000$$${hash}`,
  `pbkdf2_sha256$$salt$${hash}`,
  `pbkdf2_sha256$0$salt$${hash}`,
  `pbkdf2_sha256$-1$salt$${hash}`,
  `pbkdf2_sha256$1e3$salt$${hash}`,
  `pbkdf2_sha256$99999999999$salt$${hash}`,
  `pbkdf2_sha1$1000$salt$${hash}`,
  `md5$1000$salt$${hash}`,
  `pbkdf2_sha256$1000$salt$${hash.slice(0, -1)}`,
  `pbkdf2_sha256$1000$salt$${hash}$more`,
  `pbkdf2_sha256$1000$salt$${'!'.repeat(43)}=`,
  `pbkdf2_sha256$1000$salt$`,
  `!${'a'.repeat(40)}`,
])('%j is no password of anybody’s', async (stored) => {
  expect(await matchesPassword('correct horse battery staple', stored)).toBe(false)
})
