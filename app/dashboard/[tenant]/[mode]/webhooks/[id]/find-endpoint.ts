import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'

/** Null when there is no such endpoint in this workspace and mode. */
export async function findEndpointObject(ctx: Ctx, id: string): Promise<EndpointObject | null> {
  try {
    return await getEndpoint(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
