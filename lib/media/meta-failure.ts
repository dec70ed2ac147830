import { AppError } from '@/lib/core/errors'
import { explainRefusal } from '@/lib/core/provider-errors'
import type { GraphResult } from '@/lib/gateways/meta-graph'

/** What to tell the caller when Meta did not do it: `provider_refused` with what helps, or `unavailable`. */
export function asFailure(result: Exclude<GraphResult, { outcome: 'ok' }>): AppError {
  if (result.outcome !== 'refused')
    return new AppError('unavailable', { detail: 'Meta did not answer. Try again.', cause: result.cause })
  const { title, fix, retryable } = explainRefusal(result)
  const code = result.providerCode === null ? '' : ` (Meta ${result.providerCode})`
  return new AppError(retryable ? 'unavailable' : 'provider_refused', { detail: `${title}${code}. ${fix}` })
}
