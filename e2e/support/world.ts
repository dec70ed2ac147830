import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { findRunningWorld } from '../../scripts/lib/running-world'
import { readSettings } from '../../scripts/lib/settings'

const WorldSchema = z.object({
  app_url: z.string(),
  sandbox_url: z.string(),
  mailbox_url: z.string(),
  database_owner_url: z.string(),
  meta_app_secret: z.string(),
  meta_verify_token: z.string(),
  cron_secret: z.string(),
  redis_port: z.number().optional(),
  tenant_id: z.string(),
  slug: z.string(),
  email: z.string(),
  password: z.string(),
  live_key: z.string(),
  test_key: z.string(),
})
/** Where everything is, and the demo tenant. `folder` is where the world keeps its files. */
export type World = z.infer<typeof WorldSchema> & { folder: string }

/** The world of `npm test`, or the one that `npm start` serves from this folder. */
export function findWorld(): World {
  const file = process.env.HAWK_DEMO_FILE ?? joinRunningWorld()
  return { ...WorldSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), folder: path.dirname(file) }
}

function joinRunningWorld(): string {
  const { HAWK_DATA_DIR } = readSettings()
  const running = findRunningWorld(HAWK_DATA_DIR)
  if (!running) throw new Error('There is nothing to test: run npm test, or npm start beside this.')
  Object.assign(process.env, running.environment)
  return path.join(HAWK_DATA_DIR, 'demo.json')
}
