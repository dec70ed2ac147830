import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'

/**
 * A change that a cookie proves must come from our own pages: the browser says so itself, or, where it is too old
 * to, names our origin exactly. The Host header is no witness: whoever forges the request chooses it.
 */
export function requireSameOrigin(header: (name: string) => string | null): void {
  const site = header('sec-fetch-site')
  const isOurs = site === null ? header('origin') === env().APP_ORIGIN : site === 'same-origin'
  if (!isOurs) throw new AppError('cross_origin_refused')
}
