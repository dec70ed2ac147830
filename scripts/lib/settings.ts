import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export const repositoryRoot = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

const port = (fallback: number) =>
  z.coerce
    .number('must be a port number from 1 to 65535')
    .int('must be a port number from 1 to 65535')
    .min(1, 'must be a port number from 1 to 65535')
    .max(65_535, 'must be a port number from 1 to 65535')
    .default(fallback)

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')

/** The settings of the local tools; what the app itself reads is in `lib/core/env.ts`. */
export const SettingsSchema = z.object({
  PORT: port(3000).describe('The app.'),
  SANDBOX_PORT: port(3010).describe('The sandbox: Meta, and the phone.'),
  MAILBOX_PORT: port(3020).describe('The mail that the app sent, to be read.'),
  SMTP_PORT: port(3025).describe("The mailbox's SMTP."),
  PG_PORT: port(3032).describe('The embedded Postgres.'),
  REDIS_PORT: port(3079).describe('The local Redis.'),
  HAWK_DATA_DIR: z
    .string()
    .default('.data')
    .describe('What the local tools keep; relative to the repository.'),
  DATABASE_URL: databaseUrl.optional().describe("The app's login; unset, the embedded Postgres is used."),
  DATABASE_OWNER_URL: databaseUrl
    .optional()
    .describe("The owner's login, for migrations; set with DATABASE_URL."),
})
export type Settings = z.infer<typeof SettingsSchema>
export type PortName = 'PORT' | 'SANDBOX_PORT' | 'MAILBOX_PORT' | 'SMTP_PORT' | 'PG_PORT' | 'REDIS_PORT'

/** Throws one sentence about the first setting that does not hold. */
export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = SettingsSchema.safeParse(given)
  if (!result.success) {
    const issue = result.error.issues[0]
    const name = String(issue?.path[0])
    throw new Error(`${name} is ${JSON.stringify(source[name])}, but it ${issue?.message}.`)
  }
  const settings = result.data
  if ((settings.DATABASE_URL === undefined) !== (settings.DATABASE_OWNER_URL === undefined)) {
    throw new Error('DATABASE_URL and DATABASE_OWNER_URL go together: set both, or neither.')
  }
  requireDistinctPorts(settings)
  return { ...settings, HAWK_DATA_DIR: path.resolve(repositoryRoot, settings.HAWK_DATA_DIR) }
}

function requireDistinctPorts(settings: Settings) {
  const names = ['PORT', 'SANDBOX_PORT', 'MAILBOX_PORT', 'SMTP_PORT', 'PG_PORT', 'REDIS_PORT'] as const
  const seen = new Map<number, string>()
  for (const name of names) {
    const other = seen.get(settings[name])
    if (other)
      throw new Error(`${other} and ${name} are both ${settings[name]}: give each a port of its own.`)
    seen.set(settings[name], name)
  }
}
