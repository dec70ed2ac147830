import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { getSender } from '@/lib/senders/get'
import type { SenderObject } from '@/lib/senders/readiness-schema'

/** Null when there is no such number in this workspace and mode. */
export async function findSenderObject(ctx: Ctx, id: string): Promise<SenderObject | null> {
  try {
    return await getSender(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
