import path from 'node:path'
import type { Environment } from './environment'
import { startServer } from './keep-serving'

/** The outside world: Meta's Graph API and the phone. */
export function startSandbox(environment: Environment, output: 'shown' | 'kept') {
  const healthUrl = `http://127.0.0.1:${environment.SANDBOX_PORT}/_sandbox/senders`
  return startServer({ name: 'sandbox', script: 'sandbox/main.ts', environment, output }, healthUrl, 30)
}

/** Where the app's mail arrives, and is shown. */
export function startMailbox(environment: Environment, output: 'shown' | 'kept') {
  const healthUrl = `http://127.0.0.1:${environment.MAILBOX_PORT}/email?to=nobody`
  return startServer({ name: 'mailbox', script: 'scripts/mailbox.ts', environment, output }, healthUrl, 30)
}

/** The app itself, whose log is kept beside its data where it is not shown; in development it compiles a page when it is first asked for, which is slow. */
export function startApp(environment: Environment, output: 'shown' | 'kept') {
  const healthUrl = `http://127.0.0.1:${environment.PORT}/api/health/ready`
  const logFile = output === 'kept' ? path.join(environment.HAWK_DATA_DIR ?? '.', 'app.log') : undefined
  return startServer({ name: 'app', script: 'server.ts', environment, output, logFile }, healthUrl, 120)
}
