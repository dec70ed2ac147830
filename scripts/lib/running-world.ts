import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Environment } from './environment'
import { readJson } from './json-file'
import { readSettings } from './settings'

const RunningWorldSchema = z.object({
  pid: z.number(),
  command: z.string(),
  environment: z.record(z.string(), z.string()),
})
export type RunningWorld = z.infer<typeof RunningWorldSchema>

/** The world that serves this data folder at this moment, with the environment it was given. */
export function findRunningWorld(dataDir: string): RunningWorld | undefined {
  const world = RunningWorldSchema.safeParse(readJson(fileIn(dataDir)))
  return world.success && isStill(world.data) ? world.data : undefined
}

/** Throws while another one serves this data folder; otherwise says to everyone that we do. Returns how to end that. */
export function claimDataDir(dataDir: string, command: string, environment: Environment): () => void {
  const other = findRunningWorld(dataDir)
  if (other) {
    const where = other.environment.APP_ORIGIN
    throw new Error(
      `Hawk Send already runs from this folder at ${where} (npm ${nameOf(other.command)}, process ${other.pid}): stop it first.`,
    )
  }
  mkdirSync(dataDir, { recursive: true })
  const file = fileIn(dataDir)
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify({ pid: process.pid, command, environment }), { mode: 0o600, flag: 'wx' })
  return () => rmSync(file, { force: true })
}

/** Takes on the environment of the running app, ports of its own choice included. Returns where its sandbox is. */
export function joinRunningWorld(): string {
  const settings = readSettings()
  const world = findRunningWorld(settings.HAWK_DATA_DIR)
  if (!world && !settings.DATABASE_URL) {
    throw new Error('Hawk Send does not run from this folder: start it with npm start.')
  }
  for (const [name, value] of Object.entries(world?.environment ?? {})) process.env[name] ||= value
  return `http://127.0.0.1:${readSettings().SANDBOX_PORT}`
}

function nameOf(command: string): string {
  return command === 'start' ? 'start' : `run ${command}`
}

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'running.json')
}

/** Process numbers are given out again, so where the system tells, it must be the same command too. */
function isStill({ pid, command }: RunningWorld): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(`${command}.ts`)
}
