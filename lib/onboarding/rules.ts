import type { Role } from '@/lib/core/context'
import { may, type Permission } from '@/lib/core/permissions'
import {
  type ChecklistFacts,
  type ChecklistItem,
  type ChecklistStep,
  checklistSteps,
} from '@/lib/onboarding/schema'

/** What it takes to do a step; a second factor is everybody's own. */
const permissionFor: Record<ChecklistStep, Permission | null> = {
  test_key: 'keys.write',
  first_otp: 'otp.write',
  verified: 'otp.write',
  api_call: 'keys.write',
  live_key: 'keys.write',
  teammate: 'team.write',
  second_factor: null,
}

/** The steps that are this role's to do. A verified code was sent, whether or not that OTP is still kept. */
export function checklistOf(facts: ChecklistFacts, role: Role): ChecklistItem[] {
  const known = { ...facts, first_otp: facts.first_otp || facts.verified }
  return checklistSteps
    .filter((step) => {
      const permission = permissionFor[step]
      return permission === null || may(role, permission)
    })
    .map((step) => ({ step, done: known[step] }))
}
