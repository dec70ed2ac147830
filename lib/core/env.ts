import { z } from 'zod'
import { Email } from './email'
import { policy } from './policy'

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)

const localMailbox = 'smtp://127.0.0.1:3025'
const localSender = 'Hawk Send <mail@hawksend.test>'

/** One sentence per variable; `.env.example` is printed from it. */
export const EnvSchema = z.object({
  APP_ENV: z
    .enum(['development', 'test', 'staging', 'production'])
    .default('development')
    .describe('Which world this is; written into the database, and a database of another world is refused.'),
  APP_ORIGIN: z
    .url()
    .default('http://localhost:3000')
    .describe('The public origin, and the only one from which the dashboard may change anything.'),
  DASHBOARD_ORIGINS: z
    .string()
    .regex(/^(https?:\/\/[a-z0-9.-]+(:\d+)?(,https?:\/\/[a-z0-9.-]+(:\d+)?)*)?$/, 'must be exact origins')
    .default('')
    .describe('Further origins, joined by commas, that may read answers of the dashboard; none may change.'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .describe("The app's login, hawk_app; unset, `npm start` uses the embedded Postgres."),
  UPSTASH_REDIS_REST_URL: z
    .url()
    .optional()
    .describe('Where Redis counts requests for the rate limits; unset, Postgres counts them.'),
  UPSTASH_REDIS_REST_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("The token of Redis's REST interface; set with its URL."),
  HAWK_KEYS: z
    .string()
    .regex(/^[\w-]+:[\w+/=-]{43,}(,[\w-]+:[\w+/=-]{43,})*$/, 'must be kid:base64 pairs of 32 bytes each')
    .describe(
      'The key ring, kid:base64 pairs joined by commas; the first is current, the rest still decrypt.',
    ),
  PASSWORD_ITERATIONS: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('How often a password is hashed, where that is not what the policy says; fewer only in test.'),
  META_APP_ID: z.string().optional().describe('The id of the Meta app.'),
  META_CONFIG_ID: z
    .string()
    .regex(/^\d*$/)
    .default('')
    .describe("The id of the Login configuration that Meta's dialog for connecting numbers opens with."),
  META_SDK_URL: z
    .url()
    .default('https://connect.facebook.net/en_US/sdk.js')
    .describe("Where the browser loads Meta's SDK from, for the dialog that connects a number."),
  META_APP_SECRET: z.string().min(32).describe("The Meta app's secret: signs webhooks and proves our calls."),
  META_VERIFY_TOKEN: z.string().min(16).describe("The token of Meta's webhook handshake."),
  META_GRAPH_URL: z.url().default('https://graph.facebook.com').describe('Where the Graph API is.'),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default('v25.0')
    .describe('The version of the Graph API.'),
  WEBHOOK_ALLOW_PRIVATE: z
    .enum(['0', '1'])
    .default('0')
    .describe('Whether webhook URLs may be http and private: 1, and that in development and test alone.'),
  SMTP_URL: z
    .string()
    .refine(isMailServer, 'must be smtp:// or smtps:// with a server, perhaps a login, and nothing else')
    .default(localMailbox)
    .describe('The mail server; elsewhere than on this machine it is only ever spoken to in TLS.'),
  MAIL_FROM: z
    .string()
    .refine(isMailSender, 'must look like Hawk Send <mail@hawksend.example>')
    .default(localSender)
    .describe('Whom mail is from: a name, and the address in angle brackets.'),
  CRON_SECRET: z.string().min(32).describe('Proves the scheduler to the cron routes.'),
  SCHEDULER: z
    .enum(['internal', 'external'])
    .default('internal')
    .describe('internal: the running server calls its own cron routes; external: something else does.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('CIDRs, joined by commas, whose X-Forwarded-* headers are believed; all others are ignored.'),
  AUDIT_ANCHORS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The folder outside the database into which the signed heads of the audit log go; unset, the log has them.',
    ),
  PORT: port(3000).describe('The port that the server listens on.'),
  HOSTNAME_BIND: z.string().default('127.0.0.1').describe('The address that the server listens on.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('production')
    .describe('development turns on hot reload; everything else serves the production build.'),
})
/** The options that such an address may carry would turn off what protects the mail. */
function isMailServer(url: string): boolean {
  return /^smtps?:\/\/[^\s/?#]+\/?$/.test(url) && URL.canParse(url)
}

function isMailSender(from: string): boolean {
  return /^[\w .&'-]{1,64} <[^<>\s]+>$/.test(from) && Email.safeParse(senderOf(from).address).success
}

/** The two parts of MAIL_FROM. */
export function senderOf(from: string): { name: string; address: string } {
  const [name = '', address = ''] = from.split(' <')
  return { name, address: address.replace('>', '') }
}

export type Env = z.infer<typeof EnvSchema>

/** Django's own default in its long-term release 5.2. */
const leastIterations = 1_000_000

let parsed: Env | undefined

/** The settings, read once. Throws one sentence that names every variable at fault. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = EnvSchema.safeParse(source)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The settings do not hold: ${faults.join('; ')}. See .env.example.`)
  }
  requireBothOfRedis(result.data)
  requireSlowHashes(result.data)
  requireSafeOutsideDevelopment(result.data)
  return result.data
}

function requireBothOfRedis(settings: Env) {
  if ((settings.UPSTASH_REDIS_REST_URL === undefined) === (settings.UPSTASH_REDIS_REST_TOKEN === undefined))
    return
  throw new Error(
    'The settings do not hold: UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together. See .env.example.',
  )
}

/** Tests may hash quickly. Nobody else, and not by way of the policy either. */
function requireSlowHashes({ APP_ENV, PASSWORD_ITERATIONS = policy.passwords.iterations }: Env) {
  if (APP_ENV === 'test' || PASSWORD_ITERATIONS >= leastIterations) return
  throw new Error(
    `The settings do not hold: PASSWORD_ITERATIONS must be at least ${leastIterations} in ${APP_ENV}. See .env.example.`,
  )
}

function requireSafeOutsideDevelopment(settings: Env) {
  if (settings.APP_ENV === 'development' || settings.APP_ENV === 'test') return
  if (settings.WEBHOOK_ALLOW_PRIVATE === '1')
    throw new Error(`The settings do not hold: WEBHOOK_ALLOW_PRIVATE must be 0 in ${settings.APP_ENV}.`)
  for (const name of ['APP_ORIGIN', 'META_GRAPH_URL', 'UPSTASH_REDIS_REST_URL'] as const) {
    if (settings[name]?.startsWith('https://') === false)
      throw new Error(`The settings do not hold: ${name} must be https in ${settings.APP_ENV}.`)
  }
  for (const [name, local] of [
    ['SMTP_URL', localMailbox],
    ['MAIL_FROM', localSender],
  ] as const) {
    if (settings[name] === local)
      throw new Error(`The settings do not hold: ${name} must be set in ${settings.APP_ENV}.`)
  }
}
