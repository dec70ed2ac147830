import { createHmac } from 'node:crypto'
import { equalSecrets, lengthPrefixed } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { currentKeyId, keyFor, keyIds } from '@/lib/core/key-ring'

/** What a token is bound to: the session, or the browser while there is none. */
export type Binding = { session: string } | { visitor: string }

export const csrfHeader = 'x-csrf-token'

/**
 * A change that a cookie proves must come from our own pages: the browser says so itself, or, where it is too old
 * to, names our origin exactly. The Host header is no witness: whoever forges the request chooses it.
 */
export function requireSameOrigin(header: (name: string) => string | null): void {
  const site = header('sec-fetch-site')
  const isOurs = site === null ? header('origin') === env().APP_ORIGIN : site === 'same-origin'
  if (!isOurs) throw new AppError('cross_origin_refused')
}

/** What a page sends along with its changes. It is worth nothing beside another session. */
export function csrfTokenFor(binding: Binding, keyId = currentKeyId()): string {
  const [kind, id] = 'session' in binding ? ['session', binding.session] : ['visitor', binding.visitor]
  return createHmac('sha256', keyFor('csrf', keyId)).update(lengthPrefixed(kind, id)).digest('base64url')
}

/** Throws `csrf_token_invalid` unless the token was made for one of these, with any key of the ring. */
export function requireCsrfToken(header: (name: string) => string | null, bindings: Binding[]): void {
  const token = header(csrfHeader) ?? ''
  const expected = bindings.flatMap((binding) => keyIds().map((keyId) => csrfTokenFor(binding, keyId)))
  if (!expected.map((candidate) => equalSecrets(candidate, token)).includes(true))
    throw new AppError('csrf_token_invalid')
}
