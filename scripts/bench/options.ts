import { parseArgs } from 'node:util'
import { z } from 'zod'

const usage = `Usage: npm run bench -- [--rounds 5] [--seconds 2] [--quick] [--only http,next,send,verify,live,webhooks,backlog] [--waiting 1000000]`

export const suiteNames = ['http', 'next', 'send', 'verify', 'live', 'webhooks', 'backlog'] as const
export type SuiteName = (typeof suiteNames)[number]

const OptionsSchema = z.object({
  rounds: z.coerce.number('--rounds must be a number').int().min(1).max(100),
  seconds: z.coerce.number('--seconds must be a number').min(0.5).max(60),
  /** Deliveries that wait, in the suite backlog. */
  waiting: z.coerce.number('--waiting must be a number').int().min(1_000).max(10_000_000),
  /** Fewer and shorter rounds, and nothing that would first have to be built. */
  quick: z.boolean(),
  only: z
    .string()
    .default(suiteNames.join(','))
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(suiteNames, `--only takes ${suiteNames.join(', ')}`))),
})
export type Options = z.output<typeof OptionsSchema>

/** Throws one sentence and the usage. */
export function readOptions(args = process.argv.slice(2)): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        waiting: { type: 'string' },
      },
    })
    const fallback = values.quick
      ? { rounds: '2', seconds: '1', waiting: '100000' }
      : { rounds: '5', seconds: '2', waiting: '1000000' }
    return OptionsSchema.parse({ ...fallback, ...values })
  } catch (error) {
    const words = error instanceof z.ZodError ? error.issues.map(({ message }) => message).join(' ') : error
    throw new Error(`${words instanceof Error ? words.message : words}\n${usage}`, { cause: error })
  }
}
