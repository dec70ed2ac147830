import { AppError } from '@/lib/core/errors'
import type { Plan } from '@/lib/core/policy'
import { roomierPlan, seatsOf } from '@/lib/tenants/rules'

/** Throws `seats_taken` when there is no seat for one more. The team has to be held meanwhile. */
export function requireSeat(plan: Plan, taken: number): void {
  const seats = seatsOf(plan)
  if (taken < seats) return
  const roomier = roomierPlan(plan)
  throw new AppError('seats_taken', {
    detail: [
      `The ${plan} plan has ${seats === 1 ? 'one seat' : `${seats} seats`}; members and open invitations take one each.`,
      roomier ? `The ${roomier} plan has ${seatsOf(roomier)}.` : '',
    ]
      .join(' ')
      .trim(),
  })
}
