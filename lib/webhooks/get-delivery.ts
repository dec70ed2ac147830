import { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { shownPart } from '@/lib/webhooks/answer-rules'
import { AttemptError, type AttemptObject, type DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { eventBody } from '@/lib/webhooks/event-body'
import { type AttemptRow, findWholeDelivery } from '@/lib/webhooks/log-store'
import { presentDelivery } from '@/lib/webhooks/present-delivery'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getDelivery(ctx: Ctx, { id }: { id: string }): Promise<DeliveryDetail> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('delivery', id)
  const found = uuid && (await withTenant(ctx, (tx) => findWholeDelivery(tx, uuid)))
  if (!found) throw new AppError('not_found')
  const { delivery, event, url, attempts } = found
  return {
    ...presentDelivery(delivery),
    url: url ?? '',
    body: event ? eventBody(event) : '',
    attempts: attempts.map(presentAttempt),
  }
}

const Headers = z.record(z.string(), z.string()).catch({})

function presentAttempt(row: AttemptRow): AttemptObject {
  const error = AttemptError.safeParse(row.error)
  return {
    number: row.number,
    started_at: toTimestamp(row.startedAt),
    duration_ms: row.milliseconds,
    status_code: row.statusCode,
    error: error.success ? error.data : null,
    request: { headers: Headers.parse(row.requestHeaders) },
    response:
      row.statusCode === null
        ? null
        : {
            headers: Headers.parse(row.responseHeaders),
            ...shownPart(row.responseBody, policy.webhooks.shownBytes),
          },
  }
}
