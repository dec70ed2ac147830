import { getContact } from '@/lib/contacts/get'
import type { ContactObject } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'

/** Null when there is no such contact in this tenant and mode. */
export async function findContact(ctx: Ctx, id: string): Promise<ContactObject | null> {
  try {
    return await getContact(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
