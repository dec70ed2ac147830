import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, type IdKind } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { objectTypes, type RequestDetail } from '@/lib/requests/schema'
import { findRequest, presentRequest } from '@/lib/requests/store'
import { kindOfId } from '@/lib/requests/subjects'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getRequest(ctx: Ctx, { id }: { id: string }): Promise<RequestDetail> {
  requirePermission(ctx, 'requests.read')
  const uuid = fromTypeId('request', id)
  const row = uuid && (await withTenant(ctx, (tx) => findRequest(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return {
    ...presentRequest(row),
    request_body: row.requestBody,
    response_body: row.responseBody,
    objects: row.subjects.flatMap((subject) => {
      const kind = kindOfId(subject)
      const type = objectTypes.find((name) => kind && name === wordFor(kind))
      return type ? [{ id: subject, type }] : []
    }),
  }
}

/** What the objects call themselves, where that is not the word for their id. */
function wordFor(kind: IdKind): string {
  if (kind === 'key') return 'api_key'
  if (kind === 'guardBlock') return 'otp_guard_block'
  return kind === 'endpoint' ? 'webhook_endpoint' : kind
}
