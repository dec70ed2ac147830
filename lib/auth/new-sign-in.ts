import { asSystem } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import { describeBrowser, describePlace, lineOfPlace } from '@/lib/auth/device-rules'
import { selectEarlierAddresses } from '@/lib/auth/device-system'
import { findPlaceLine } from '@/lib/auth/find-place'
import type { User } from '@/lib/auth/schema'
import { securityLink } from '@/lib/auth/security-link'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { Visit } from '@/lib/core/visit'
import { countryOf } from '@/lib/gateways/countries'
import type { Mail } from '@/lib/mails/schema'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** What a person is told when somebody has come in as them from a browser that was never seen before. */
export async function newSignInMail(user: User, visit: Visit): Promise<Mail<'new_sign_in'>> {
  const [place, sessionsLink] = await Promise.all([findPlaceLine(visit.address), securityLink(user.id)])
  const browser = describeBrowser(visit.userAgent)
  const fields = { at: toTimestamp(new Date()), browser, place, sessionsLink }
  return { template: 'new_sign_in', to: user.email, fields }
}

/** Writes down, for the rules of each of their workspaces, that somebody came from a country they never came from. */
export async function notePlace(user: User, sessionId: string, { address }: Visit): Promise<void> {
  const country = await countryOf(address)
  if (!country) return
  const earlier = await asSystem((tx) => selectEarlierAddresses(tx, user.id, sessionId))
  const known = await Promise.all([...new Set(earlier)].map(countryOf))
  if (earlier.length === 0 || known.includes(country)) return
  const facts = { country, place: lineOfPlace(describePlace(address, country)) }
  for (const { tenant, role } of await listMemberships(user.id))
    await noteSignal({
      tenantId: tenant.id,
      kind: 'sign_in_from_new_place',
      subject: toTypeId('user', user.id),
      facts: { ...facts, role },
    })
}
