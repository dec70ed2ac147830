import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { completeLock, type Lock, missingPackages } from './lib/lock'
import { repositoryRoot } from './lib/settings'

const lockFile = path.join(repositoryRoot, 'package-lock.json')
const lock: Lock = JSON.parse(readFileSync(lockFile, 'utf8'))
const missing = missingPackages(lock)

if (missing.length === 0) {
  console.log('package-lock.json names the packages of every platform.')
} else if (process.argv.includes('--check')) {
  const names = missing.map((found) => found.name).join(', ')
  console.error(
    `package-lock.json is incomplete, and npm ci would refuse it: run npm run lock:complete (${names}).`,
  )
  process.exitCode = 1
} else {
  writeFileSync(lockFile, `${JSON.stringify(completeLock(lock), null, 2)}\n`)
  console.log(`Added ${missing.length} packages of other platforms to package-lock.json.`)
}
