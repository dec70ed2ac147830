import { z } from 'zod'
import { plans } from '@/lib/core/policy'
import { readArguments, runCommand } from './lib/command'
import { joinRunningWorld } from './lib/running-world'
import { closeDatabase, makeTenant, type Tenant } from './lib/tenant'

const ArgumentsSchema = z.object({
  email: z.email('--email must be an address.'),
  plan: z.enum(plans, `--plan must be one of ${plans.join(', ')}.`).default('free'),
  json: z.boolean().default(false),
})

await runCommand(
  `Usage: npm run -s tenant:create -- --email a@example.test [--plan ${plans.join('|')}] [--json]`,
  async () => {
    const options = {
      email: { type: 'string' },
      plan: { type: 'string' },
      json: { type: 'boolean' },
    } as const
    const { email, plan, json } = readArguments(options, ArgumentsSchema)
    const sandboxUrl = joinRunningWorld()
    const tenant = await makeTenant({ email, plan, sandboxUrl }).finally(closeDatabase)
    return json ? JSON.stringify(tenant) : listOf(tenant)
  },
)

function listOf(tenant: Tenant): string {
  const rows = Object.entries(tenant).map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  return `A tenant that can send at once:\n${rows.join('\n')}`
}
