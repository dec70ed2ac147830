import { asSystem, type SystemTx } from '@/db/tenant'
import {
  countRecent,
  type Finding,
  findNew,
  findOpenMany,
  growAlert,
  insertAlert,
  takeRule,
} from '@/lib/alerts/finding-system'
import { alertRules, type RuleId, ruleIds } from '@/lib/alerts/rule-schema'
import { manySubjects } from '@/lib/alerts/schema'
import { type Audience, tellOf } from '@/lib/alerts/tell'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'

type Watched = { made: number; grown: number; failed: number }

/**
 * Asks every rule what there is that no alert has told, and tells it: a new alert with its mails, or a larger one,
 * in one transaction. May run on any number of machines at once. A rule that fails does not keep the others from
 * being asked; what it missed, it finds the next time.
 */
export async function watchForAlerts(audience: Audience): Promise<Watched> {
  const watched: Watched = { made: 0, grown: 0, failed: 0 }
  for (const rule of ruleIds) {
    try {
      const { made, grown } = await asSystem((tx) => watchRule(tx, rule, audience))
      watched.made += made
      watched.grown += grown
    } catch (error) {
      watched.failed++
      log.error('a rule could not be asked', { rule, err: error })
    }
  }
  return watched
}

async function watchRule(tx: SystemTx, rule: RuleId, audience: Audience) {
  if (!(await takeRule(tx, rule))) return { made: 0, grown: 0 }
  const findings = await findNew(tx, rule)
  const going = findings.filter(({ open_id }) => open_id !== null)
  for (const finding of going) await growAlert(tx, rule, finding)
  let [made, grown] = [0, going.length]
  for (const [tenantId, found] of byTenant(findings.filter(({ open_id }) => open_id === null))) {
    const room = Math.max(0, policy.alerts.perRuleAndHour - (await countRecent(tx, rule, tenantId)))
    const rest = found.length > room ? await foldInto(tx, rule, tenantId, found.slice(room)) : null
    if (rest?.open_id) {
      await growAlert(tx, rule, rest)
      grown++
    }
    for (const finding of [...found.slice(0, room), ...(rest && !rest.open_id ? [rest] : [])]) {
      const id = await insertAlert(tx, rule, finding)
      if (!id) continue
      made++
      if (alertRules[rule].severity !== 'notice') await tellOf(tx, { id, tenantId, rule }, audience)
    }
  }
  return { made, grown }
}

function byTenant(findings: readonly Finding[]): Map<string, Finding[]> {
  const tenants = new Map<string, Finding[]>()
  for (const finding of findings) {
    const found = tenants.get(finding.tenant_id) ?? []
    found.push(finding)
    tenants.set(finding.tenant_id, found)
  }
  return tenants
}

/** A storm from everywhere is one alert, and one mail: beyond what anybody reads, its subjects are told together. */
async function foldInto(tx: SystemTx, rule: RuleId, tenantId: string, rest: Finding[]): Promise<Finding> {
  return {
    tenant_id: tenantId,
    subject: manySubjects,
    count: rest.reduce((sum, { count }) => sum + count, 0),
    facts: { subjects_at_once: rest.length },
    first_at: Math.min(...rest.map(({ first_at }) => first_at)),
    last_at: Math.max(...rest.map(({ last_at }) => last_at)),
    open_id: await findOpenMany(tx, rule, tenantId),
  }
}
