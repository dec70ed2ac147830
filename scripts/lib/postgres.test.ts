import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { findFreePorts } from './ports'
import { startPostgres, throwAwayFlags } from './postgres'
import { findPostmaster } from './postmaster'
import { repositoryRoot } from './settings'
import { makeTemporaryFolder, removeTemporaryFolder } from './test-world'

const folder = makeTemporaryFolder()
afterAll(() => removeTemporaryFolder(folder))

const dir = path.join(folder, 'a folder', 'postgres')
const [port = 0, otherPort = 0] = await findFreePorts(2)
const options = { dir, port, password: 'right', flags: throwAwayFlags }

test('data is made once, private to its owner, and is there again after a restart', async () => {
  const first = await startPostgres(options)
  await first.createDatabase('kept')
  await first.stop()
  expect(first).toMatchObject({ created: true, reused: false })
  expect(statSync(first.dir).mode & 0o777).toBe(0o700)
  expect(findPostmaster(first.dir)).toBeUndefined()

  const second = await startPostgres(options)
  await second.createDatabase('copy', 'kept')
  await second.stop()
  expect(second).toMatchObject({ created: false, reused: false })
})

test('a busy port is named, and nothing is started', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve))
  await expect(startPostgres(options)).rejects.toThrow(`Port ${port} is in use`)
  await new Promise((resolve) => taken.close(resolve))
  expect(findPostmaster(dir)).toBeUndefined()
})

test('another password than the one it was made with is explained, and nothing stays behind', async () => {
  await expect(startPostgres({ ...options, password: 'wrong' })).rejects.toThrow('another secrets.json')
  expect(findPostmaster(dir)).toBeUndefined()
})

test('a Postgres whose starter was killed is taken over, and stopped like any other', async () => {
  const starter = await startElsewhere()
  starter.kill('SIGKILL')
  const adopted = await startPostgres(options)
  expect(adopted.reused).toBe(true)
  await pause(1_500) // The guard that the starter left must not stop it now.
  await adopted.createDatabase('adopted')
  await adopted.stop()
  expect(findPostmaster(dir)).toBeUndefined()
})

test('on another port it is started anew', async () => {
  const starter = await startElsewhere()
  starter.kill('SIGKILL')
  const moved = await startPostgres({ ...options, port: otherPort })
  expect(moved).toMatchObject({ reused: false, port: otherPort })
  await moved.stop()
})

test('nobody taking it over, it stops by itself, and a folder to be thrown away goes with it', async () => {
  const thrownAway = makeTemporaryFolder()
  const starter = await startElsewhere(path.join(thrownAway, 'postgres'), thrownAway)
  starter.kill('SIGKILL')
  await expect.poll(() => existsSync(thrownAway), { timeout: 15_000 }).toBe(false)
})

/** A process that starts Postgres and then only waits. */
async function startElsewhere(place = dir, throwAwayFolder = '') {
  const given = JSON.stringify({ ...options, dir: place, ...(throwAwayFolder ? { throwAwayFolder } : {}) })
  const script = `
    const { startPostgres } = await import('./scripts/lib/postgres.ts')
    await startPostgres(${given})
    console.log('started')
    setInterval(() => {}, 60_000)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const starter = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => starter.stdout.once('data', resolve))
  return starter
}
