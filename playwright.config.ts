import { defineConfig } from '@playwright/test'

const { APP_ORIGIN, CHROMIUM_PATH, CI, PLAYWRIGHT_REPORT_FILE } = process.env
const isRoot = process.getuid?.() === 0

/** Against the app of `npm test`, or the one of `npm start` when run by hand. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  workers: 2,
  // A starved machine gets one more try; the report tells which test needed it.
  retries: CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ...(PLAYWRIGHT_REPORT_FILE ? [['json', { outputFile: PLAYWRIGHT_REPORT_FILE }] as const] : []),
  ],
  use: {
    baseURL: APP_ORIGIN ?? 'http://localhost:3000',
    // A trace of every test costs a third of the time; `npm test -- e2e --trace on` asks for one.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      args: ['--disable-background-networking', ...(isRoot ? ['--no-sandbox'] : [])],
    },
  },
})
