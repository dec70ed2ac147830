import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { findDeletionImpact } from '@/lib/templates/find-impact'
import { getTemplate } from '@/lib/templates/get'

/** Null when this mode of this workspace has no such template. */
export async function findTemplateDetail(ctx: Ctx, id: string) {
  try {
    const template = await getTemplate(ctx, { id })
    return { template, impact: await findDeletionImpact(ctx, { id }) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
