import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Postmaster {
  pid: number
  port: number
  /** `starting`, `ready` or `stopping`, in Postgres's own words. */
  status: string
}

/** The living Postgres of this data folder, however it was started. */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  const [pid, , , port, , , , status] = readText(path.join(dataDir, 'postmaster.pid')).split('\n')
  if (!pid || !isPostmaster(Number(pid), dataDir)) return undefined
  return { pid: Number(pid), port: Number(port), status: (status ?? '').trim() }
}

/**
 * Removes what a killed Postgres left behind. It would refuse to start while any process at all has the number in that
 * file, which after the restart of a container is likely.
 */
export function removeStalePidFile(dataDir: string): void {
  if (!findPostmaster(dataDir)) rmSync(path.join(dataDir, 'postmaster.pid'), { force: true })
}

/** Ends its sessions and returns when it is gone. */
export async function stopPostmaster(pid: number, dataDir: string): Promise<void> {
  for (const [signal, patienceSeconds] of [['SIGINT', 10] as const, ['SIGQUIT', 5] as const]) {
    if (!isPostmaster(pid, dataDir)) return
    sendSignal(pid, signal)
    if (await isGoneWithin(pid, dataDir, patienceSeconds)) return
  }
  sendSignal(pid, 'SIGKILL')
  await isGoneWithin(pid, dataDir, 5)
}

async function isGoneWithin(pid: number, dataDir: string, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1_000
  while (Date.now() < deadline) {
    if (!isPostmaster(pid, dataDir)) return true
    await pause(20)
  }
  return false
}

/** Whether the number still belongs to the Postgres of this folder: numbers are given out again. */
function isPostmaster(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).split('\0').includes(dataDir)
  if (process.platform === 'win32') return true
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(dataDir)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // It went by itself in the meantime.
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
