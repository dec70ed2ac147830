import { createHmac } from 'node:crypto'
import { equalSecrets } from './crypto'
import { AppError } from './errors'
import { currentKeyId, keyFor } from './key-ring'

/**
 * A cursor names the last row of a page. It is signed for its list, so that a broken one, or one of another tenant
 * or list, is refused instead of silently giving the wrong page.
 */
export function makeCursor(list: string, id: string): string {
  return Buffer.from(`${id}.${signature(list, id)}`).toString('base64url')
}

/** Throws `validation_failed` for a cursor that this list did not give out. */
export function readCursor(list: string, cursor: string): string {
  const [id = '', mac = '', ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('.')
  if (rest.length > 0 || !equalSecrets(mac, signature(list, id)))
    throw new AppError('validation_failed', {
      faults: [{ path: 'cursor', message: 'This cursor does not belong to this list.' }],
    })
  return id
}

function signature(list: string, id: string): string {
  return createHmac('sha256', keyFor('cursor', currentKeyId()))
    .update(`${list}\0${id}`)
    .digest('base64url')
    .slice(0, 16)
}
