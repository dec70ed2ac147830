import { policy } from '@/lib/core/policy'

export const presets = ['hour', 'day', 'week', 'own'] as const
export type Preset = (typeof presets)[number]

const { recoverDays } = policy.webhooks
const hours: Record<Exclude<Preset, 'own'>, number> = { hour: 1, day: 24, week: 168 }

type Since = { ok: true; since: string } | { ok: false; fault: string }

/** Since when, for the door. `own` is a time of the reader's own clock, as the browser's field for it writes them. */
export function sinceOf(preset: Preset, own: string, now: Date): Since {
  if (preset !== 'own')
    return { ok: true, since: new Date(now.getTime() - hours[preset] * 3_600_000).toISOString() }
  const at = new Date(own)
  if (own === '' || Number.isNaN(at.getTime())) return { ok: false, fault: 'Choose a day and a time.' }
  if (at > now) return { ok: false, fault: 'That time is still to come.' }
  if (at.getTime() < now.getTime() - recoverDays * 86_400_000)
    return { ok: false, fault: `At most ${recoverDays} days can be recovered; older events are deleted.` }
  return { ok: true, since: at.toISOString() }
}
