import type { NextRequest } from 'next/server'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requireCsrfToken, requireSameOrigin } from '@/lib/http/csrf'
import { clientBehind } from '@/lib/http/next-adapter'
import { findTenantPage } from '@/lib/http/require-tenant'
import { currentSession } from '@/lib/http/session'

/**
 * Who comes through a door of the dashboard, and to which workspace: origin, session, token, membership, in this
 * order. What only reads needs no token: a picture in a page cannot send one, and no other site's page is let in.
 */
export async function enterDashboard(
  request: NextRequest,
  place: { tenant: string; mode: string },
  { changes }: { changes: boolean },
): Promise<Ctx> {
  const header = (name: string) => request.headers.get(name)
  requireSameOrigin(header)
  const session = await currentSession()
  if (!session) throw new AppError('session_missing')
  if (changes) requireCsrfToken(header, [{ session: session.id }])
  const page = await findTenantPage(session, place, clientBehind(request.headers).address)
  if (!page) throw new AppError('not_found')
  const { suspension } = page.tenant
  if (suspension) throw new AppError('tenant_suspended', { detail: suspension.reason || undefined })
  return page.ctx
}
