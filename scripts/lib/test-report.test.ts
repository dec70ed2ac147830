import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sum, tallyOfPlaywright, tallyOfVitest } from './test-report'

const folder = mkdtempSync(path.join(tmpdir(), 'hawk-send-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: object): string {
  const file = path.join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('a Vitest file that could not be loaded counts as a failure', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ]
  const file = report({ numPassedTests: 2, numFailedTests: 1, testResults })
  expect(tallyOfVitest(file, 1)).toEqual({ passed: 2, failed: 2 })
})

test('a Playwright test that passed at the second attempt has passed', () => {
  const file = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] })
  expect(tallyOfPlaywright(file, 1)).toEqual({ passed: 6, failed: 1 })
})

test('a runner that failed without a failed test, or without a report, counts as one failure', () => {
  const file = report({ stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] })
  expect(tallyOfPlaywright(file, 1)).toEqual({ passed: 5, failed: 1 })
  expect(tallyOfVitest(path.join(folder, 'nowhere.json'), 1)).toEqual({ passed: 0, failed: 1 })
  expect(
    sum([
      { passed: 2, failed: 0 },
      { passed: 3, failed: 1 },
    ]),
  ).toEqual({ passed: 5, failed: 1 })
})
