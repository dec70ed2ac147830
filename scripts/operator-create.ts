import { z } from 'zod'
import { readArguments, runCommand } from './lib/command'
import { joinRunningWorld } from './lib/running-world'
import { closeDatabase } from './lib/tenant'

const ArgumentsSchema = z.object({
  email: z.email('--email must be an address.'),
  remove: z.boolean().default(false),
  json: z.boolean().default(false),
})

await runCommand(
  'Usage: npm run -s operator:create -- --email a@example.test [--remove] [--json]',
  async () => {
    const options = {
      email: { type: 'string' },
      remove: { type: 'boolean' },
      json: { type: 'boolean' },
    } as const
    const { email, remove, json } = readArguments(options, ArgumentsSchema)
    joinRunningWorld()
    const { setOperator } = await import('@/lib/auth/set-operator')
    const made = await setOperator({ email, isOperator: !remove }).finally(closeDatabase)
    return json ? JSON.stringify({ email: made.email, password: made.password }) : wordsOf(made)
  },
)

type Made = { email: string; isOperator: boolean; password: string | null }

function wordsOf({ email, isOperator, password }: Made): string {
  if (!isOperator) return `${email} is no operator any more.`
  const way = password === null ? 'Their password is as it was.' : `Password, told once: ${password}`
  return `${email} is an operator: /ops opens to them once they sign in with a second factor.\n${way}`
}
