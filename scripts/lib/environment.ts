import path from 'node:path'
import type { Secrets } from './secrets'
import type { Settings } from './settings'

export interface World {
  settings: Settings
  secrets: Secrets
  appEnv: 'development' | 'test'
  nodeEnv: 'development' | 'production' | 'test'
}

export type Environment = Record<string, string>

/** What the app, the sandbox and the tools of one world share. */
export function worldEnvironment({ settings, secrets, appEnv, nodeEnv }: World): Environment {
  const database = (login: string) => `postgres://${login}@127.0.0.1:${settings.PG_PORT}/hawk`
  return {
    NODE_ENV: nodeEnv,
    NEXT_TELEMETRY_DISABLED: '1',
    APP_ENV: appEnv,
    APP_ORIGIN: `http://localhost:${settings.PORT}`,
    PORT: String(settings.PORT),
    DATABASE_URL: settings.DATABASE_URL ?? database(`hawk_app:${secrets.HAWK_APP_PASSWORD}`),
    DATABASE_OWNER_URL: settings.DATABASE_OWNER_URL ?? database(`postgres:${secrets.POSTGRES_PASSWORD}`),
    HAWK_KEYS: secrets.HAWK_KEYS,
    META_APP_ID: secrets.META_APP_ID,
    META_APP_SECRET: secrets.META_APP_SECRET,
    META_CONFIG_ID: '100000000000001',
    META_SDK_URL: `http://localhost:${settings.SANDBOX_PORT}/sdk.js`,
    META_VERIFY_TOKEN: secrets.META_VERIFY_TOKEN,
    META_GRAPH_URL: `http://127.0.0.1:${settings.SANDBOX_PORT}`,
    META_GRAPH_VERSION: 'v25.0',
    SMTP_URL: `smtp://127.0.0.1:${settings.SMTP_PORT}`,
    MAIL_FROM: 'Hawk Send <mail@hawksend.test>',
    MAILBOX_PORT: String(settings.MAILBOX_PORT),
    SMTP_PORT: String(settings.SMTP_PORT),
    CRON_SECRET: secrets.CRON_SECRET,
    SCHEDULER: 'internal',
    WEBHOOK_ALLOW_PRIVATE: '1',
    SANDBOX_PORT: String(settings.SANDBOX_PORT),
    SANDBOX_STATE_FILE: path.join(settings.HAWK_DATA_DIR, 'sandbox.json'),
    AUDIT_ANCHORS_DIR: path.join(settings.HAWK_DATA_DIR, 'audit-anchors'),
    HAWK_DATA_DIR: settings.HAWK_DATA_DIR,
  }
}

const decidedByTheCommand = ['NODE_ENV', 'HAWK_DATA_DIR']

/** What a person has set for themselves wins, so that they may point the app at services of their own. */
export function withOwnValues(
  environment: Environment,
  source: Record<string, string | undefined> = process.env,
): Environment {
  const own = Object.keys(environment).flatMap((name) => {
    const value = source[name]
    return value && !decidedByTheCommand.includes(name) ? [[name, value] as const] : []
  })
  return { ...environment, ...Object.fromEntries(own) }
}
