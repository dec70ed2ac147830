import { readAccount } from '@/lib/gateways/meta-onboarding'
import { type StepVerdict, unlessOk, type Work } from '@/lib/senders/connection-work'

/**
 * Reads the account with the new token, which is what proves that it was shared: the id came from a browser. Where
 * the browser named none, those are tried that Meta named beside the token, newest first.
 */
export async function verifyAccount({ row, facts, accessToken }: Work): Promise<StepVerdict> {
  const candidates = row.wabaId === null ? (facts.targetIds ?? []) : [row.wabaId]
  let last: StepVerdict = { kind: 'failed', outcome: 'no_account', final: true }
  for (const wabaId of candidates) {
    const asked = await readAccount(accessToken, wabaId)
    if (asked.outcome !== 'ok') {
      last = unlessOk('account', asked)
      if (last.kind === 'failed' && last.outcome === 'account_not_shared') continue
      return last
    }
    const { name, account_review_status, business_verification_status, owner_business_info } = asked.value
    return {
      kind: 'done',
      state: 'done',
      ...(name ? { detail: name } : {}),
      change: {
        wabaId,
        facts: {
          ...facts,
          accountName: name ?? null,
          ownerBusinessId: owner_business_info?.id ?? null,
          reviewStatus: account_review_status ?? null,
          verificationStatus: business_verification_status ?? null,
        },
      },
    }
  }
  return last
}
