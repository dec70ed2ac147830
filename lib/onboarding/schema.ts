import { z } from 'zod'
import type { OtpDetail } from '@/lib/otp/schema'
import { WorkspaceName } from '@/lib/tenants/schema'

export const OpenWorkspaceInput = z.strictObject({
  /** Unset, it is made from the person's address. */
  name: WorkspaceName.optional(),
})
export const OpenedWorkspace = z.object({ slug: z.string() })

export const DismissedChecklist = z.object({ dismissed: z.literal(true) })

/** Where a new workspace is flown in. */
export function firstFlightPath(slug: string): string {
  return `/dashboard/${slug}/test/first-flight`
}

/** What a workspace has done of what makes it ready, in the order in which one does it. */
export const checklistSteps = [
  'test_key',
  'first_otp',
  'verified',
  'api_call',
  'live_key',
  'teammate',
  'second_factor',
] as const
export type ChecklistStep = (typeof checklistSteps)[number]
export type ChecklistFacts = Record<ChecklistStep, boolean>
export type ChecklistItem = { step: ChecklistStep; done: boolean }

export type Checklist = {
  items: ChecklistItem[]
  dismissed: boolean
  /** Whether there is any OTP of the context's mode. */
  hasOtps: boolean
}

/** As far as the first flight of a workspace has come. */
export type FirstFlight = {
  key: { name: string; prefix: string; lastFour: string } | null
  /** The newest OTP that was sent. */
  otp: OtpDetail | null
}

/** How long a workspace took to each of its firsts; null for what it did not do on its first day. */
export type FirstFlightTimes = {
  tenantId: string
  openedAt: Date
  firstOtpAt: Date | null
  firstVerifiedAt: Date | null
}
