import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exitCodeOf, startNode } from '../lib/processes'
import { step } from '../lib/progress'
import { repositoryRoot } from '../lib/settings'

/** Below the repository, so that it finds the very Next that the app uses. */
const folder = path.join(repositoryRoot, '.data', 'bench', 'empty-next')

const files: Record<string, string> = {
  'package.json': '{"name":"empty-next","private":true,"type":"module"}',
  'next.config.js': `export default { poweredByHeader: false, turbopack: { root: ${JSON.stringify(repositoryRoot)} } }`,
  'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>',
  'app/ready/route.js': 'export const GET = () => new Response("")',
  'app/api/v1/otp/send/route.js': `const { status, headers, body } = JSON.parse(process.env.ANSWER || '{}')
export const POST = async () => new Response(body, { status, headers })
export const HEAD = () => new Response(null)`,
}

/** A Next app with one route that does nothing but answer what ANSWER says. Built once for each version of Next. */
export async function buildEmptyApp(): Promise<string> {
  const stampFile = path.join(folder, '.next', 'stamp')
  const stamp = JSON.stringify([
    files,
    readFileSync(path.join(repositoryRoot, 'package-lock.json'), 'utf8').length,
  ])
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return folder
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  await step('Building an empty Next app', async () => {
    const running = startNode({
      name: 'empty app',
      script: 'node_modules/next/dist/bin/next',
      args: ['build', folder],
      environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      output: 'kept',
    })
    if ((await exitCodeOf(running)) !== 0) throw new Error(`It failed:\n${running.lastLines()}`)
  })
  writeFileSync(stampFile, stamp)
  return folder
}
