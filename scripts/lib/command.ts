import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'

class WrongArguments extends Error {}

/** A command of one answer: what it prints, or one sentence of what was wrong, with its usage if that was the arguments. */
export async function runCommand(usage: string, work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work())
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    const isUsage = error instanceof WrongArguments
    console.error(isUsage ? `${sentence}\n${usage}` : sentence)
    process.exitCode = isUsage ? 2 : 1
  }
}

/** The arguments as the schema has them. Throws what `runCommand` answers with the usage. */
export function readArguments<Schema extends z.ZodType>(
  options: NonNullable<ParseArgsConfig['options']>,
  schema: Schema,
): z.output<Schema> {
  try {
    return schema.parse(parseArgs({ options }).values)
  } catch (error) {
    const faults =
      error instanceof z.ZodError ? error.issues.map((issue) => issue.message).join(' ') : undefined
    throw new WrongArguments(faults ?? (error instanceof Error ? error.message : String(error)))
  }
}
