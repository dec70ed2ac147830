import { env } from '@/lib/core/env'
import { debugToken } from '@/lib/gateways/meta-onboarding'
import { missingScopes } from '@/lib/senders/connection-rules'
import { type StepVerdict, unlessOk, type Work } from '@/lib/senders/connection-work'

/**
 * Asks Meta whose token it is and what it may. The flat list of scopes decides: the finer one, with the accounts that
 * each scope is about, is often missing, and names accounts that are only candidates until they can be read.
 */
export async function checkPermissions({ accessToken, facts }: Work): Promise<StepVerdict> {
  const asked = await debugToken(accessToken)
  if (asked.outcome !== 'ok') return unlessOk('permissions', asked)
  const { app_id, is_valid, expires_at, user_id, scopes, granular_scopes } = asked.value
  if (!is_valid) return { kind: 'failed', outcome: 'token_revoked', final: true }
  if (app_id !== env().META_APP_ID) {
    return { kind: 'failed', outcome: 'token_invalid', final: true, detail: 'The token is of another app.' }
  }
  const missing = missingScopes(scopes)
  if (missing.length > 0)
    return {
      kind: 'failed',
      outcome: 'scopes_missing',
      final: true,
      detail: `Not granted: ${missing.join(', ')}.`,
    }
  const targetIds = (granular_scopes ?? [])
    .filter(({ scope }) => scope === 'whatsapp_business_management')
    .flatMap(({ target_ids }) => target_ids ?? [])
  return {
    kind: 'done',
    state: 'done',
    change: {
      facts: {
        ...facts,
        scopes,
        targetIds,
        metaUserId: user_id ?? null,
        // 0 is never; what the exchange said stands where this says nothing.
        tokenExpiresAt: expires_at === undefined ? (facts.tokenExpiresAt ?? null) : expires_at || null,
      },
    },
  }
}
