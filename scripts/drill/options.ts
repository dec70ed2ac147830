import { parseArgs } from 'node:util'
import { z } from 'zod'

const usage = 'Usage: node --import tsx scripts/drill-crash.ts [--kills 5] [--rate 30] [--meta-delay 300]'

const OptionsSchema = z.object({
  kills: z.coerce.number().int().min(1).max(50).default(5),
  /** Sends a second. */
  rate: z.coerce.number().min(1).max(200).default(30),
  /** Milliseconds that Meta keeps its answer back after it took a message: so kills find answers on their way. */
  'meta-delay': z.coerce.number().int().min(0).max(5_000).default(300),
})
export type Options = z.output<typeof OptionsSchema>

/** Throws one sentence and the usage. */
export function readOptions(): Options {
  try {
    const options = {
      kills: { type: 'string' },
      rate: { type: 'string' },
      'meta-delay': { type: 'string' },
    } as const
    const { values } = parseArgs({ options })
    return OptionsSchema.parse(values)
  } catch (cause) {
    const issues = cause instanceof z.ZodError ? cause.issues : []
    const words = issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; ')
    throw new Error(`${words || cause}\n${usage}`, { cause })
  }
}
