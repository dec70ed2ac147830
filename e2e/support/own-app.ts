import { findFreePorts } from '../../scripts/lib/ports'
import { startNode, waitUntilHealthy } from '../../scripts/lib/processes'

/**
 * Another process of the app, beside the one that all tests share and on the same database: for what would make the
 * others wait. The clock stays with the first.
 */
export async function startOwnApp(settings: Record<string, string> = {}) {
  const [port] = await findFreePorts(1)
  const url = `http://localhost:${port}`
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    APP_ORIGIN: url,
    SCHEDULER: 'external',
    ...settings,
  }
  const app = startNode({ name: 'own app', script: 'server.ts', environment, output: 'kept' })
  await waitUntilHealthy(app, `http://127.0.0.1:${port}/api/health/ready`, 60)
  return { url, stop: () => app.stop() }
}
