import { randomInt } from 'node:crypto'
import { withTenant } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import { policy } from '@/lib/core/policy'
import { readNumber, registerNumber } from '@/lib/gateways/meta-onboarding'
import { recordProgress } from '@/lib/senders/connection-store'
import { openPin, type StepVerdict, sealFor, unlessOk, type Work } from '@/lib/senders/connection-work'
import { findSenderByNumber } from '@/lib/senders/link-store'

/**
 * Registers the number for the Cloud API with a PIN that is kept before Meta hears of it: a process that dies in
 * between repeats the call with the same one. A number in use in the WhatsApp Business app must not be registered, and
 * one that we have registered before needs it only where Meta says that it is not connected.
 */
export async function register(work: Work): Promise<StepVerdict> {
  const { ctx, row, accessToken } = work
  const phoneNumberId = row.phoneNumberId ?? ''
  if (row.isCoexistence)
    return {
      kind: 'done',
      state: 'skipped',
      detail: 'In use in the WhatsApp Business app, so it is not registered.',
    }
  const known = await withTenant(ctx, (tx) => findSenderByNumber(tx, phoneNumberId))
  if (known?.registeredAt) {
    const read = await readNumber(accessToken, phoneNumberId)
    if (read.outcome !== 'ok') return unlessOk('registration', read)
    if (read.value.status === 'CONNECTED')
      return { kind: 'done', state: 'skipped', detail: 'It is registered already.' }
  }
  const pin = openPin(ctx, row) ?? pinOf(work, known) ?? newPin()
  const kept = await withTenant(ctx, (tx) =>
    recordProgress(tx, row, {
      pinSealed: sealFor(ctx, row.id, 'pin', pin),
      dueInSeconds: policy.connections.leaseSeconds,
    }),
  )
  if (!kept) return { kind: 'unanswered' }
  const asked = await registerNumber(accessToken, phoneNumberId, pin)
  if (asked.outcome === 'ok') return { kind: 'done', state: 'done' }
  const verdict = unlessOk('registration', asked)
  // The number has a PIN of its own, which only its owner knows.
  if (verdict.kind === 'needs_you' && verdict.outcome === 'pin_needed')
    return { ...verdict, change: { pinSealed: null } }
  return verdict
}

function pinOf({ ctx }: Work, sender: { id: string; pinSealed: string | null } | null): string | null {
  if (!sender?.pinSealed) return null
  const place = { table: 'senders', column: 'pin', tenantId: ctx.tenantId, rowId: sender.id }
  return openSealed(place, sender.pinSealed)
}

function newPin(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}
