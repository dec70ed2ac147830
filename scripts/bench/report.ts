import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import path from 'node:path'
import { bold, dim, green, red } from '../lib/progress'
import type { Outcome, Row } from './bench'
import { isCpuReadable } from './cpu'
import type { Options } from './options'
import type { Sample } from './rounds'
import { spreadOf } from './stats'

export function printOutcome({ samples, rows, missing }: Outcome): void {
  console.log(dim(`  ${pad('', 46)}req/s    p50 ms  p99 ms  server µs  Postgres µs  through/s`))
  for (const [name, taken] of Object.entries(samples)) console.log(`  ${pad(name, 46)}${figuresOf(taken)}`)
  for (const row of rows) console.log(`  ${verdictOf(row)}`)
  if (missing) console.log(`  ${bold('not measured')}  ${missing}`)
}

/** The goals alone, and whether they are met. */
export function printGoals(outcomes: readonly Outcome[]): void {
  console.log(
    `\n${bold('Goals')} ${dim('(medians of per-round ratios; only ratios count, the cores may be shared)')}`,
  )
  for (const { rows, missing } of outcomes) {
    for (const row of rows) if (row.goal) console.log(`  ${verdictOf(row)}`)
    if (missing) console.log(`  ${bold('not measured')}  ${missing}`)
  }
  console.log(dim('  not measured here: G3, G4 and G6 to G9, which need other peers or millions of rows'))
}

export function writeReport(folder: string, outcomes: readonly Outcome[], options: Options): string {
  mkdirSync(folder, { recursive: true })
  const at = new Date().toISOString()
  const file = path.join(folder, `${at.slice(0, 19).replaceAll(':', '-')}.json`)
  const machine = { cores: availableParallelism(), model: cpus()[0]?.model, node: process.version }
  writeFileSync(file, JSON.stringify({ at, machine, options, outcomes }, null, 2))
  return file
}

function verdictOf({ goal, what, ratio, atMost, atLeast }: Row): string {
  const spread = `${ratio.median.toFixed(2)} [${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}]`
  const line = `${pad(goal ?? '', 5)}${pad(what, 72)}${pad(spread, 20)}`
  if (atMost === undefined && atLeast === undefined) return line
  const isMet = ratio.median <= (atMost ?? Number.POSITIVE_INFINITY) && ratio.median >= (atLeast ?? 0)
  const goalWords = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`
  if (atMost !== undefined && !isCpuReadable) return `${line}${goalWords}: not measured on this system`
  return `${line}${goalWords}: ${isMet ? green('met') : red('NOT MET')}`
}

function figuresOf(taken: readonly Sample[]): string {
  const median = (figure: (sample: Sample) => number) => spreadOf(taken.map(figure)).median
  const through = median(({ throughPerSecond }) => throughPerSecond)
  return [
    median(({ perSecond }) => perSecond)
      .toFixed(0)
      .padEnd(9),
    median(({ p50 }) => p50)
      .toFixed(1)
      .padEnd(8),
    median(({ p99 }) => p99)
      .toFixed(1)
      .padEnd(8),
    median(({ serverCpu }) => serverCpu)
      .toFixed(0)
      .padEnd(11),
    median(({ databaseCpu }) => databaseCpu)
      .toFixed(0)
      .padEnd(13),
    through > 0 ? through.toFixed(0) : '',
  ].join('')
}

function pad(text: string, width: number): string {
  return text.padEnd(width)
}
