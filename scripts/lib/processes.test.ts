import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { findFreePorts } from './ports'
import { exitCodeOf, startProgram, waitUntilHealthy } from './processes'
import { repositoryRoot } from './settings'

const node = (script: string, output: 'kept' | 'inherited' = 'kept') =>
  startProgram({ name: 'child', file: process.execPath, args: ['--eval', script], output })

const started: { stop(): Promise<void> }[] = []
afterEach(() => Promise.all(started.splice(0).map((process) => process.stop())))

test('the exit code and the last lines of a process are known', async () => {
  const running = node('for (let i = 0; i < 100; i++) console.log("line", i); process.exitCode = 3')
  expect(await exitCodeOf(running)).toBe(3)
  await expect.poll(() => running.lastLines().split('\n')).toHaveLength(40)
  expect(running.lastLines()).toMatch(/line 99$/)
})

test('a process that is stopped takes with it what it had started', async () => {
  const running = node(
    'const c = require("node:child_process").spawn("sleep", ["600"]); console.log(c.pid); setInterval(() => {}, 1e6)',
  )
  started.push(running)
  await expect.poll(() => running.lastLines()).toMatch(/^\d+$/)
  const grandchild = Number(running.lastLines())
  await running.stop()
  expect((await running.ended).how).toBe('it ended with SIGTERM')
  await expect.poll(() => isAlive(grandchild)).toBe(false)
})

test('waiting ends with the last words of a process that dies before it is ready', async () => {
  const [port] = await findFreePorts(1)
  const running = node('console.error("no such table"); process.exit(1)')
  const waiting = waitUntilHealthy(running, `http://127.0.0.1:${port}/`, 10)
  await expect(waiting).rejects.toThrow(
    /child ended before it was ready: it ended with code 1\.\nno such table/,
  )
})

test('waiting ends at the first healthy answer, and not before', async () => {
  let calls = 0
  const server = createServer((_request, response) => response.writeHead(++calls < 3 ? 503 : 200).end())
  const [port = 0] = await findFreePorts(1)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const running = node('setInterval(() => {}, 1e6)')
  started.push(running)
  await waitUntilHealthy(running, `http://127.0.0.1:${port}/`, 10)
  expect(calls).toBe(3)
  await new Promise((resolve) => server.close(resolve))
})

test('a Node process of ours ends when its parent is killed', async () => {
  const script = `
    const { startNode } = await import('./scripts/lib/processes.ts')
    const child = startNode({ name: 'child', script: '--eval', args: ['console.log(process.pid); setInterval(() => {}, 1e6)'], output: 'inherited' })
    setInterval(() => {}, 60_000)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const parent = spawn(process.execPath, args, { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'inherit'] })
  const child = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)))
  expect(isAlive(child)).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(() => isAlive(child), { timeout: 5_000 }).toBe(false)
})

/** A dead process that nobody has asked about yet still has its number. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
