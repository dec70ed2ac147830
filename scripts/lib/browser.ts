import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { hasAptAsRoot, installFromApt } from './apt'
import { exitCodeOf, startNode } from './processes'
import { step } from './progress'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium: Playwright's own, the system's, or one that is installed now. */
export async function findBrowser(): Promise<string> {
  const found = installedBrowser()
  if (found) return found
  await step(
    'Installing a browser',
    hasAptAsRoot() ? () => installFromApt('chromium') : installFromPlaywright,
  )
  const installed = installedBrowser()
  if (installed) return installed
  throw new Error(
    'The browser tests need Chromium: install your system’s package chromium, then run this again.',
  )
}

function installedBrowser(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...places]
  return candidates.find((place) => place && existsSync(place))
}

async function installFromPlaywright() {
  const script = 'node_modules/@playwright/test/cli.js'
  const output = process.env.VERBOSE ? 'shown' : 'kept'
  await exitCodeOf(startNode({ name: 'browser', script, args: ['install', 'chromium'], output }))
}
