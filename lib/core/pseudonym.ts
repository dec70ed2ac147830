import { createHmac } from 'node:crypto'
import { lengthPrefixed } from './crypto'
import { currentKeyId, keyFor } from './key-ring'

type Kind = 'address' | 'email' | 'phone'

/** The same for the same value, and nothing to whoever lacks the key: names a person where no name may stay. */
export function pseudonym(kind: Kind, value: string, keyId = currentKeyId()): string {
  return createHmac('sha256', keyFor('pseudonym', keyId)).update(lengthPrefixed(kind, value)).digest('hex')
}
