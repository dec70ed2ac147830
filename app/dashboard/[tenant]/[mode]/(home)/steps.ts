import { type Checklist, type ChecklistStep, firstFlightPath } from '@/lib/onboarding/schema'
import { nav } from '../nav'

type Words = { title: string; action: string; href: (slug: string) => string; segment?: string }

/** Where there is a screen of its own to do it on, the step is shown only once that screen is there. */
const words: Record<ChecklistStep, Words> = {
  test_key: { title: 'Make a test key', action: 'Make key', href: firstFlightPath },
  first_otp: { title: 'Send a first OTP', action: 'Send one', href: firstFlightPath },
  verified: { title: 'Verify its code', action: 'Verify', href: firstFlightPath },
  api_call: { title: 'Call the API from your own code', action: 'Read the quickstart', href: () => '/docs' },
  live_key: {
    title: 'Make a live key',
    action: 'Create key',
    href: (slug) => `/dashboard/${slug}/live/api-keys`,
    segment: 'api-keys',
  },
  teammate: {
    title: 'Invite a teammate',
    action: 'Invite',
    href: (slug) => `/dashboard/${slug}/live/team`,
    segment: 'team',
  },
  second_factor: {
    title: 'Turn on two-factor for yourself',
    action: 'Turn on',
    href: (slug) => `/dashboard/${slug}/live/security`,
    segment: 'security',
  },
}

export type ShownStep = { step: ChecklistStep; done: boolean; title: string; action: string; href: string }

/** None once they are all done, or put away. */
export function stepsToShow({ items, dismissed }: Checklist, slug: string): ShownStep[] {
  const screens = new Set(nav.flatMap(({ items: screen }) => screen.map(({ segment }) => segment)))
  const steps = items.flatMap(({ step, done }) => {
    const { title, action, href, segment } = words[step]
    return segment && !screens.has(segment) ? [] : [{ step, done, title, action, href: href(slug) }]
  })
  return dismissed || steps.every(({ done }) => done) ? [] : steps
}
