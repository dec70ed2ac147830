import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { phoneOfWhatsAppId } from '@/lib/core/phone'
import { noteConsent } from '@/lib/messages/note-consent'
import { notAfter } from '@/lib/messages/read-delivery'
import type { Preference, Profile } from '@/lib/messages/webhook-schema'

type Told = { preference: Preference; profiles: Profile[]; receivedAt: Date }

/** What each word of Meta's means; a sign-up is a person who wants them. */
const values = new Map([
  ['stop', 'stop'],
  ['resume', 'start'],
  ['signup', 'start'],
] as const)

/**
 * A person turned a business's marketing messages off or on in WhatsApp. Dated by Meta's clock alone, so that the
 * same word again is as old as the first time. Whether it was understood.
 */
export async function receivePreference(ctx: Ctx, told: Told): Promise<boolean> {
  const { preference, profiles, receivedAt } = told
  const value = [...values].find(([word]) => word === preference.value)?.[1]
  if (!value || preference.category !== 'marketing_messages') return false
  const { wa_id: waId } = preference
  const phone = waId ? phoneOfWhatsAppId(waId) : null
  const own = profiles.find(({ wa_id }) => waId && wa_id === waId) ?? profiles[0]
  const bsuid = preference.user_id || own?.user_id || null
  if (phone === null && bsuid === null) return false
  const at = Number.isNaN(preference.timestamp) ? receivedAt : new Date(preference.timestamp * 1_000)
  const word = { scope: 'marketing', value, at: notAfter(at, receivedAt), reason: 'whatsapp' } as const
  await withTenant(ctx, (tx) => noteConsent(tx, { phone, bsuid }, word))
  return true
}
