import { z } from 'zod'
import { readJson } from './json-file'

export interface Tally {
  passed: number
  failed: number
}

const VitestReportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const PlaywrightReportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

/** From Vitest's JSON reporter. A file that could not even be loaded counts as one failure. */
export function tallyOfVitest(file: string, exitCode: number): Tally {
  const report = VitestReportSchema.safeParse(readJson(file))
  if (!report.success) return atLeastOneFailure({ passed: 0, failed: 0 }, exitCode)
  const { numPassedTests, numFailedTests, testResults } = report.data
  const broken = testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  )
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests + broken.length }, exitCode)
}

/** From Playwright's JSON reporter. */
export function tallyOfPlaywright(file: string, exitCode: number): Tally {
  const report = PlaywrightReportSchema.safeParse(readJson(file))
  if (!report.success) return atLeastOneFailure({ passed: 0, failed: 0 }, exitCode)
  const { stats, errors } = report.data
  const tally = { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
  return atLeastOneFailure(tally, exitCode)
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
    }),
    { passed: 0, failed: 0 },
  )
}

/** A runner that fails for a reason outside any test has failed all the same. */
function atLeastOneFailure({ passed, failed }: Tally, exitCode: number): Tally {
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) }
}
