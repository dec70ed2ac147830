import { readSettings } from './settings'
import { startSandbox } from './start'

try {
  const sandbox = await startSandbox(readSettings())
  console.log(`sandbox ready on http://localhost:${sandbox.port}`)
  const end = () => sandbox.stop().finally(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
