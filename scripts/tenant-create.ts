import { parseArgs } from 'node:util'
import { z } from 'zod'
import { plans } from '@/lib/core/policy'
import { findRunningWorld } from './lib/running-world'
import { readSettings } from './lib/settings'
import { closeDatabase, makeTenant, type Tenant } from './lib/tenant'

const usage = `Usage: npm run -s tenant:create -- --email a@example.test [--plan ${plans.join('|')}] [--json]`

const ArgumentsSchema = z.object({
  email: z.email('--email must be an address.'),
  plan: z.enum(plans, `--plan must be one of ${plans.join(', ')}.`).default('free'),
  json: z.boolean().default(false),
})

class WrongArguments extends Error {}

try {
  const { email, plan, json } = readArguments()
  const sandboxUrl = joinRunningWorld()
  const tenant = await makeTenant({ email, plan, sandboxUrl }).finally(closeDatabase)
  console.log(json ? JSON.stringify(tenant) : listOf(tenant))
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error)
  console.error(error instanceof WrongArguments ? `${sentence}\n${usage}` : sentence)
  process.exitCode = error instanceof WrongArguments ? 2 : 1
}

function readArguments() {
  try {
    const options = {
      email: { type: 'string' },
      plan: { type: 'string' },
      json: { type: 'boolean' },
    } as const
    return ArgumentsSchema.parse({ email: '', ...parseArgs({ options }).values })
  } catch (error) {
    const faults =
      error instanceof z.ZodError ? error.issues.map((issue) => issue.message).join(' ') : undefined
    throw new WrongArguments(faults ?? (error instanceof Error ? error.message : String(error)))
  }
}

/** Takes on the environment of the running app, ports of its own choice included. Returns where its sandbox is. */
function joinRunningWorld(): string {
  const settings = readSettings()
  const world = findRunningWorld(settings.HAWK_DATA_DIR)
  if (!world && !settings.DATABASE_URL) {
    throw new Error('Hawk Send does not run from this folder: start it with npm start.')
  }
  for (const [name, value] of Object.entries(world?.environment ?? {})) process.env[name] ||= value
  return `http://127.0.0.1:${readSettings().SANDBOX_PORT}`
}

function listOf(tenant: Tenant): string {
  const rows = Object.entries(tenant).map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  return `A tenant that can send at once:\n${rows.join('\n')}`
}
