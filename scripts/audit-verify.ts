import { parseArgs } from 'node:util'
import { z } from 'zod'
import { findRunningWorld } from './lib/running-world'
import { readSettings } from './lib/settings'

const usage = `Usage: npm run -s audit:verify [-- --tenant slug] [--anchors file-or-folder] [--json]
       The tenant "platform" is the chain of what operators do. Exit code 1: a chain is broken.`

const options = {
  tenant: { type: 'string' },
  anchors: { type: 'string' },
  json: { type: 'boolean' },
} as const
const Arguments = z.object({
  tenant: z.string().optional(),
  anchors: z.string().optional(),
  json: z.boolean().default(false),
})

try {
  const { tenant, anchors: path, json } = readArguments()
  joinWorld()
  const broken = await verify({ tenant, path: path ?? process.env.AUDIT_ANCHORS_DIR, json })
  process.exitCode = broken > 0 ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

type Wish = { tenant: string | undefined; path: string | undefined; json: boolean }

async function verify({ tenant, path, json }: Wish): Promise<number> {
  const { verifyChains } = await import('@/lib/audit/verify-chains')
  const { nameTenants } = await import('@/lib/tenants/name-tenants')
  const { closeDatabase } = await import('@/db/tenant')
  try {
    const names = await nameTenants()
    const { verdicts, anchors } = await verifyChains({ tenantId: idOf(names, tenant), path })
    let broken = 0
    const say = (line: object, words: string) => console.log(json ? JSON.stringify(line) : words)
    for await (const { tenantId, entries, anchors: signed, fault } of verdicts) {
      const name = names.get(tenantId) ?? tenantId
      if (fault) broken++
      const counted = `${entries} entries, ${signed} anchors`
      say(
        { tenant: name, tenant_id: tenantId, entries, anchors: signed, fault },
        fault ? `✗ ${name}: ${fault.kind} at #${fault.seq}. ${fault.detail}` : `✓ ${name}: ${counted}`,
      )
    }
    for (const place of anchors?.forged ?? []) {
      broken++
      say({ anchor: place, fault: { kind: 'anchor_forged' } }, `✗ ${place}: this anchor is not ours.`)
    }
    if (!json) console.log(summary(broken, path, anchors?.unreadable ?? 0))
    return broken
  } finally {
    await closeDatabase()
  }
}

function summary(broken: number, path: string | undefined, unreadable: number): string {
  const notes = [
    broken === 0 ? 'Every chain holds.' : `${broken} broken.`,
    path === undefined &&
      'No anchors from outside the database were given: a chain written anew is not found.',
    unreadable > 0 && `${unreadable} lines of the anchors say nothing that can be checked.`,
  ]
  return notes.filter(Boolean).join(' ')
}

function idOf(names: ReadonlyMap<string, string>, tenant: string | undefined): string | undefined {
  if (tenant === undefined) return undefined
  const found = [...names].find(([, slug]) => slug === tenant)
  if (!found) throw new Error(`There is no tenant ${tenant}.`)
  return found[0]
}

function readArguments() {
  try {
    return Arguments.parse(parseArgs({ options }).values)
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

/** The settings of the app that runs from this folder; else those of the environment. */
function joinWorld(): void {
  const settings = readSettings()
  const world = findRunningWorld(settings.HAWK_DATA_DIR)
  if (!world && !settings.DATABASE_URL)
    throw new Error('Hawk Send does not run from this folder: start it with npm start, or set DATABASE_URL.')
  for (const [name, value] of Object.entries(world?.environment ?? {})) process.env[name] ||= value
}
