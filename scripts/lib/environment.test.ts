import path from 'node:path'
import { expect, test } from 'vitest'
import { parseEnv } from '@/lib/core/env'
import { withOwnValues, worldEnvironment } from './environment'
import { newSecrets } from './secrets'
import { readSettings } from './settings'

const secrets = newSecrets()
const world = { secrets, appEnv: 'development', nodeEnv: 'production' } as const

test('the app accepts the environment of a development world as it is', () => {
  const environment = worldEnvironment({ ...world, settings: readSettings({ PORT: '4000' }) })
  expect(parseEnv(environment)).toMatchObject({
    APP_ENV: 'development',
    APP_ORIGIN: 'http://localhost:4000',
    META_GRAPH_URL: 'http://127.0.0.1:3010',
    PORT: 4000,
  })
})

test('both logins reach the embedded Postgres, unless a person has named another', () => {
  const embedded = worldEnvironment({ ...world, settings: readSettings({ PG_PORT: '4032' }) })
  expect(embedded.DATABASE_URL).toBe(`postgres://hawk_app:${secrets.HAWK_APP_PASSWORD}@127.0.0.1:4032/hawk`)
  expect(embedded.DATABASE_OWNER_URL).toBe(
    `postgres://postgres:${secrets.POSTGRES_PASSWORD}@127.0.0.1:4032/hawk`,
  )
  const named = { DATABASE_URL: 'postgres://app@db/x', DATABASE_OWNER_URL: 'postgres://owner@db/x' }
  expect(worldEnvironment({ ...world, settings: readSettings(named) })).toMatchObject(named)
})

test('a value that a person has set wins, an empty one and one the command decides do not', () => {
  const environment = worldEnvironment({ ...world, settings: readSettings({ HAWK_DATA_DIR: '/data' }) })
  const source = { META_GRAPH_URL: 'https://graph.example', CRON_SECRET: '', NODE_ENV: 'test', OTHER: 'x' }
  expect(withOwnValues(environment, source)).toEqual({
    ...environment,
    META_GRAPH_URL: 'https://graph.example',
  })
  expect(environment.SANDBOX_STATE_FILE).toBe(path.join('/data', 'sandbox.json'))
})
