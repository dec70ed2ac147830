import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { getRequest } from '@/lib/requests/get'
import type { RequestDetail } from '@/lib/requests/schema'

/** Null when there is no such call in this tenant and mode. */
export async function findRequestDetail(ctx: Ctx, id: string): Promise<RequestDetail | null> {
  try {
    return await getRequest(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
