import { getAlert } from '@/lib/alerts/get'
import type { AlertObject } from '@/lib/alerts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'

/** Null when there is no such alert in this workspace. */
export async function findAlert(ctx: Ctx, id: string): Promise<AlertObject | null> {
  try {
    return await getAlert(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
