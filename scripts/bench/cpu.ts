import { readdirSync, readFileSync } from 'node:fs'

const microsecondsPerTick = 10_000 // The kernel counts in hundredths of a second, on every Linux that Node runs on.

export const isCpuReadable = process.platform === 'linux'

/** CPU time of one process and all its threads, in microseconds; 0 where the system does not tell. */
export function cpuOf(pid: number): number {
  const stat = readStat(pid)
  return stat ? (stat.user + stat.system) * microsecondsPerTick : 0
}

/** CPU time of a process and its children, of those that have ended too. */
export function cpuOfFamily(pid: number): number {
  const parent = readStat(pid)
  if (!parent) return 0
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat?.parent === pid)
  const ticks = children.reduce((sum, stat) => sum + (stat ? stat.user + stat.system : 0), 0)
  return (ticks + parent.user + parent.system + parent.reaped) * microsecondsPerTick
}

function readStat(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name stands in brackets and may hold anything, so the fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (index: number) => Number(fields[index])
    return { parent: field(1), user: field(11), system: field(12), reaped: field(13) + field(14) }
  } catch {
    return undefined
  }
}
