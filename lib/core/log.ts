import { pino } from 'pino'
import { env } from './env'

let logger: ReturnType<typeof pino> | undefined

function root() {
  logger ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  })
  return logger
}

/** One JSON line an event. Bodies, headers, codes and tokens have no place in the fields. */
export const log = {
  debug: (message: string, fields: object = {}) => root().debug(fields, message),
  info: (message: string, fields: object = {}) => root().info(fields, message),
  warn: (message: string, fields: object = {}) => root().warn(fields, message),
  error: (message: string, fields: object = {}) => root().error(fields, message),
}

/** Only the name, the message and the stack: drivers hang queries and their parameters on their errors. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  return {
    name: error.name,
    message: withoutParameters(error.message),
    stack: withoutParameters(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

function withoutParameters(text: string): string {
  return text.replaceAll(/\nparams: .*/g, '\nparams: [redacted]')
}
