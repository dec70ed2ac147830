import { z } from 'zod'
import { startMailbox } from './mailbox/start'

/** The mail that the app sent, taken in on one port and shown on another, both on this machine alone. */
const Settings = z.object({
  SMTP_PORT: z.coerce.number().int(),
  MAILBOX_PORT: z.coerce.number().int(),
  APP_ENV: z.enum(['development', 'test'], 'The mailbox is for development and tests.'),
  APP_ORIGIN: z.url(),
})

try {
  const settings = Settings.parse(process.env)
  const mailbox = await startMailbox({
    smtpPort: settings.SMTP_PORT,
    port: settings.MAILBOX_PORT,
    appOrigin: settings.APP_ORIGIN,
  })
  const end = () => mailbox.stop().finally(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
