import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Environment } from './environment'
import { exitCodeOf, startNode } from './processes'
import { step } from './progress'
import { repositoryRoot } from './settings'
import { hashSources } from './sources'

const sources = [
  'app',
  'components',
  'content',
  'db',
  'lib',
  'public',
  'instrumentation-client.ts',
  'middleware.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
]
const output = path.join(repositoryRoot, '.next')
const stampFile = path.join(output, 'hawk-build-stamp')

/** Builds the app unless the build that is there was made from these very sources. */
export async function buildWhenNeeded(environment: Environment): Promise<void> {
  const stamp = stampOf(hashSources(repositoryRoot, sources))
  if (existsSync(path.join(output, 'BUILD_ID')) && readStamp() === stamp) return
  await step('Building the app', () => build(environment))
}

async function build(environment: Environment) {
  const before = hashSources(repositoryRoot, sources)
  const running = startNode({
    name: 'build',
    script: 'node_modules/next/dist/bin/next',
    args: ['build'],
    environment: { ...environment, NODE_ENV: 'production' },
    output: process.env.VERBOSE ? 'shown' : 'kept',
  })
  if ((await exitCodeOf(running)) !== 0) throw new Error(`The build failed:\n${running.lastLines()}`)
  writeFileSync(stampFile, stampOf(before))
}

/** Next may rewrite tsconfig.json while it builds, so what counts is how it left it. */
function stampOf(sourcesHash: string): string {
  return `${sourcesHash} ${hashSources(repositoryRoot, ['tsconfig.json'])}`
}

function readStamp(): string {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
}
