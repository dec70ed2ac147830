import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const SecretsSchema = z.object({
  HAWK_KEYS: z.string(),
  META_APP_ID: z.string(),
  META_APP_SECRET: z.string(),
  META_VERIFY_TOKEN: z.string(),
  CRON_SECRET: z.string(),
  POSTGRES_PASSWORD: z.string(),
  HAWK_APP_PASSWORD: z.string(),
})
export type Secrets = z.infer<typeof SecretsSchema>

/** Fresh secrets of a development or test world, in the shapes that the real ones have. */
export function newSecrets(): Secrets {
  return {
    HAWK_KEYS: `dev1:${randomBytes(32).toString('base64')}`,
    META_APP_ID: `${randomInt(1, 10)}${Array.from({ length: 14 }, () => randomInt(10)).join('')}`,
    META_APP_SECRET: randomBytes(16).toString('hex'),
    META_VERIFY_TOKEN: randomBytes(24).toString('base64url'),
    CRON_SECRET: randomBytes(32).toString('base64url'),
    POSTGRES_PASSWORD: randomBytes(24).toString('base64url'),
    HAWK_APP_PASSWORD: randomBytes(24).toString('base64url'),
  }
}

/** The secrets of this clone: made the first time, then read; the data that they encrypt is of no use without them. */
export function keepSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  }
  try {
    return SecretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} cannot be read: restore it, or delete ${dataDir} to start over.`, { cause })
  }
}
