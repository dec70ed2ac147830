import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { completeLock, type Lock, missingPackages, platformOf } from './lib/lock'
import { repositoryRoot } from './lib/settings'

const lock: Lock = {
  lockfileVersion: 3,
  packages: {
    '': { version: '1.0.0' },
    'node_modules/tool': {
      version: '2.0.0',
      optionalDependencies: { '@tool/linux-x64': '2.0.0', '@tool/darwin-arm64': '2.0.0', ranged: '^1.0.0' },
    },
    'node_modules/@tool/linux-x64': { version: '2.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/other': { version: '1.0.0' },
    'node_modules/other/node_modules/tool': {
      version: '3.0.0',
      optionalDependencies: { '@tool/darwin-arm64': '3.0.0' },
    },
  },
}

test('the lock of this repository names the packages of every platform', () => {
  const real: Lock = JSON.parse(readFileSync(path.join(repositoryRoot, 'package-lock.json'), 'utf8'))
  expect(missingPackages(real)).toEqual([])
})

test('a package that is named but not locked is missing, one with a range is left to npm', () => {
  expect(missingPackages(lock).map(({ name, version }) => `${name}@${version}`)).toEqual([
    '@tool/darwin-arm64@2.0.0',
    '@tool/darwin-arm64@3.0.0',
  ])
})

test('a completed lock misses nothing, keeps what it had, and gives two versions two places', () => {
  const completed = completeLock(lock)
  expect(missingPackages(completed)).toEqual([])
  expect(completed.packages).toMatchObject(lock.packages)
  const darwin = { optional: true, os: ['darwin'], cpu: ['arm64'] }
  expect(completed.packages['node_modules/@tool/darwin-arm64']).toEqual({ version: '2.0.0', ...darwin })
  const nested = 'node_modules/other/node_modules/tool/node_modules/@tool/darwin-arm64'
  expect(completed.packages[nested]).toEqual({ version: '3.0.0', ...darwin })
})

test.each([
  ['@next/swc-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@next/swc-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@tailwindcss/oxide-linux-arm64-gnu', { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }],
  ['@tailwindcss/oxide-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
  ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
])('the platform of %s is read from its name', (name, platform) => {
  expect(platformOf(name)).toEqual(platform)
})
