import path from 'node:path'
import type { Demo } from './demo'
import { bold, cyan, dim } from './progress'

/** What a person needs to begin: where to look, how to sign in, and two calls that work as they are. */
export function welcome(demo: Demo, demoFile: string): string {
  const call = (route: string, body: Record<string, string>) =>
    [
      `  curl ${demo.app_url}/api/v1/otp/${route} \\`,
      `    -H 'Authorization: Bearer ${demo.live_key}' \\`,
      "    -H 'Content-Type: application/json' \\",
      `    -d '${JSON.stringify(body)}'`,
    ].join('\n')

  return `
${bold('Hawk Send is ready.')}

  Dashboard   ${cyan(demo.app_url)}
  Sign in     ${demo.email}
  Password    ${demo.password}
  The phone   ${cyan(`${demo.sandbox_url}/`)}
  Webhooks    ${cyan(`${demo.sandbox_url}/webhooks/inbox`)}
  The mail    ${cyan(`${demo.mailbox_url}/`)}
  All of it   ${path.relative(process.cwd(), demoFile)}

${dim('Send a code:')}
${call('send', { to: '+14155550100' })}

${dim('Read it on the phone, and verify it:')}
${call('verify', { to: '+14155550100', code: 'CODE' })}

${dim('Ctrl-C stops everything.')}
`
}
