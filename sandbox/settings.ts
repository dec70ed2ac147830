import { z } from 'zod'

const delay = z.number().int().min(0).max(3_600_000).nullable()
const Delays = z.strictObject({
  sent: delay.default(120),
  delivered: delay.default(700),
  read: delay.default(null),
})

const jsonText = z.string().transform((text, check) => {
  try {
    return JSON.parse(text)
  } catch {
    check.addIssue({ code: 'custom', message: 'must be JSON' })
    return z.NEVER
  }
})

const Settings = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3010),
  APP_ORIGIN: z
    .url()
    .default('http://localhost:3000')
    .transform((origin) => origin.replace(/\/+$/, '')),
  META_APP_SECRET: z.string({ error: 'must be set: webhooks are signed with it' }).min(1),
  META_VERIFY_TOKEN: z.string().default(''),
  SANDBOX_STATE_FILE: z.string().optional(),
  SANDBOX_DELAYS: jsonText.default({}).pipe(Delays),
})

/** Milliseconds from the moment Meta accepted a message; null: that report never comes. */
export type Delays = z.infer<typeof Delays>

export type Settings = {
  port: number
  appOrigin: string
  appSecret: string
  verifyToken: string
  stateFile?: string
  delays: Delays
}

/** Throws one sentence about the first setting that does not hold. */
export function readSettings(source: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value))
  const result = Settings.safeParse(given)
  if (!result.success) {
    const issue = result.error.issues[0]
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const values = result.data
  return {
    port: values.SANDBOX_PORT,
    appOrigin: values.APP_ORIGIN,
    appSecret: values.META_APP_SECRET,
    verifyToken: values.META_VERIFY_TOKEN,
    ...(values.SANDBOX_STATE_FILE && { stateFile: values.SANDBOX_STATE_FILE }),
    delays: values.SANDBOX_DELAYS,
  }
}
