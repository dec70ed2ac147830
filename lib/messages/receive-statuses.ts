import { asSystem } from '@/db/tenant'
import { groupBy } from '@/lib/core/group-by'
import { jobContext } from '@/lib/core/job-context'
import { phoneOfWhatsAppId } from '@/lib/core/phone'
import { applyReports } from '@/lib/messages/apply-report'
import { keptPricing, type Report } from '@/lib/messages/fold-reports'
import type { MessageOwner } from '@/lib/messages/owner'
import { explainProviderCode, givenUp, readCallbackData, reportInstant } from '@/lib/messages/rules'
import { findRoutes } from '@/lib/messages/system'
import {
  MetaError,
  type ReportedStatus,
  reportedStatuses,
  type StatusReport,
} from '@/lib/messages/webhook-schema'

type Routed = { tenantId: string; messageId: string; report: StatusReport; status: ReportedStatus }

/**
 * Applies all the reports of a delivery, tenant by tenant. A report finds its message by what it carries, or by Meta's
 * id of it. Answers with those that found none: its message may not be written down yet.
 */
export async function receiveStatuses(
  reports: readonly StatusReport[],
  receivedAt: Date,
  owner: MessageOwner,
): Promise<{ lost: StatusReport[]; failures: unknown[] }> {
  const { routed, lost } = await route(reports)
  const failures: unknown[] = []
  for (const [tenantId, all] of groupBy(routed, (one) => one.tenantId)) {
    const ctx = jobContext('delivery-reports', { tenantId, mode: 'live' })
    const own = all.map((one) => ({ messageId: one.messageId, ...readReport(one, receivedAt) }))
    await applyReports(ctx, own, owner).catch((error: unknown) => failures.push(error))
  }
  return { lost, failures }
}

export function isReported(status: string): status is ReportedStatus {
  return reportedStatuses.some((known) => known === status)
}

async function route(reports: readonly StatusReport[]) {
  const known = reports.flatMap((report) =>
    isReported(report.status) ? [{ report, status: report.status }] : [],
  )
  const wamids = [...new Set(known.filter(({ report }) => !carried(report)).map(({ report }) => report.id))]
  const routes = wamids.length > 0 ? await asSystem((tx) => findRoutes(tx, wamids)) : []
  const byWamid = groupBy(routes, ({ wamid }) => wamid)
  const routed: Routed[] = []
  const lost: StatusReport[] = []
  for (const { report, status } of known) {
    const own = carried(report)
    const found = own ? [own] : (byWamid.get(report.id) ?? [])
    if (found.length === 0) lost.push(report)
    for (const { tenantId, messageId } of found) routed.push({ tenantId, messageId, report, status })
  }
  return { routed, lost }
}

const carried = (report: StatusReport) => readCallbackData(report.biz_opaque_callback_data ?? undefined)

function readReport({ report, status }: Routed, receivedAt: Date): Report {
  const code = MetaError.safeParse(report.errors[0]).data?.code ?? null
  return {
    status,
    at: reportInstant(report.timestamp, receivedAt),
    wamid: report.id,
    waId: report.recipient_id && phoneOfWhatsAppId(report.recipient_id) ? report.recipient_id : null,
    bsuid: report.recipient_user_id || null,
    pricing: keptPricing(report.pricing),
    failure: status === 'failed' ? givenUp(explainProviderCode(code, 400)) : null,
  }
}
