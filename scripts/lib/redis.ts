import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { hasAptAsRoot, installFromApt } from './apt'
import type { Environment } from './environment'
import { startServer } from './keep-serving'
import { findFreePorts } from './ports'
import { dim, step } from './progress'

/** The path of a redis-server: the system's, or one that is installed now; undefined where neither can be. */
export async function findRedis(): Promise<string | undefined> {
  const found = installedRedis()
  if (found || !hasAptAsRoot()) return found
  await step('Installing a Redis', () => installFromApt('redis-server'))
  return installedRedis()
}

export function installedRedis(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/bin', '/opt/homebrew/bin']
  return folders
    .map((folder) => path.join(folder, 'redis-server'))
    .find((file) => spawnSync(file, ['--version']).status === 0)
}

/** Where there is no Redis, one line says so, for Postgres can do without. In CI it would hide what is not tested. */
export function sayWithoutRedis(): void {
  const words = 'redis-server is not on this machine'
  if (process.env.CI) throw new Error(`${words}: install your system’s package redis-server.`)
  console.log(
    dim(`  ${words}, so Postgres counts the requests; install the package redis-server to try both.`),
  )
}

/** What `startRedis` and whoever uses it share. The gateway's port may be any: only the app needs to know it. */
export async function redisEnvironment(redisPort: number) {
  const [gatewayPort] = await findFreePorts(1)
  return {
    REDIS_PORT: String(redisPort),
    REDIS_GATEWAY_PORT: String(gatewayPort),
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${gatewayPort}`,
    UPSTASH_REDIS_REST_TOKEN: randomBytes(24).toString('base64url'),
  }
}

/** Redis, and before it the interface that Upstash's client speaks. */
export function startRedis(file: string, environment: Environment) {
  return startServer(
    {
      name: 'redis',
      script: 'scripts/redis.ts',
      environment: { ...environment, REDIS_SERVER: file },
      output: 'kept',
    },
    `${environment.UPSTASH_REDIS_REST_URL}/health`,
    30,
  )
}
