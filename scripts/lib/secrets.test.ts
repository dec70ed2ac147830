import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSecrets, newSecrets } from './secrets'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hawk-send-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('secrets are made once, are kept, and only their owner may read them', () => {
  const dataDir = path.join(folder, 'data')
  const first = keepSecrets(dataDir)
  expect(keepSecrets(dataDir)).toEqual(first)
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('secrets have the shapes of the real ones, and no two worlds share one', () => {
  const secrets = newSecrets()
  expect(secrets.HAWK_KEYS).toMatch(/^dev1:[A-Za-z0-9+/]{43}=$/)
  expect(secrets.META_APP_ID).toMatch(/^[1-9]\d{14}$/)
  expect(secrets.META_APP_SECRET).toMatch(/^[0-9a-f]{32}$/)
  expect(secrets.CRON_SECRET).toMatch(/^[\w-]{43}$/)
  const other = newSecrets()
  for (const [name, value] of Object.entries(secrets))
    expect(Object.entries(other)).not.toContainEqual([name, value])
})

test('a damaged file is a sentence that says what to do', () => {
  writeFileSync(path.join(folder, 'secrets.json'), '{')
  expect(() => keepSecrets(folder)).toThrow(
    /secrets\.json cannot be read: restore it, or delete .* to start over\./,
  )
})
