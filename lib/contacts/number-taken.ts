import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'

/** The refusal of a number that another contact has, and the id of that one for whoever meant to change it. */
export function numberTaken(owner: { id: string } | null): AppError {
  const id = owner ? toTypeId('contact', owner.id) : 'Another contact'
  return new AppError('state_conflict', {
    detail: `${id} has this number.`,
    faults: [
      {
        path: 'phone',
        message: `${id} has this number.`,
        ...(owner ? { fix: `Change that one: PATCH /api/v1/contacts/${id}.` } : {}),
      },
    ],
  })
}
