import { randomBytes } from 'node:crypto'
import { asSystem } from '@/db/tenant'
import type { Defer } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { handleRequest } from '@/lib/privacy/handle-requests'
import type { RequestKind } from '@/lib/privacy/request-schema'
import { storeRequest } from '@/lib/privacy/request-system'
import { readSignedRequest } from '@/lib/privacy/signed-request'

type Posted = { kind: RequestKind; body: Uint8Array; defer: Defer }

/**
 * Takes a signed request of Meta's, and keeps it before anything is answered; the same one twice is one, under one
 * code. Throws `signature_invalid` for one that is forged or over, and then nothing is kept.
 */
export async function receiveMetaRequest(
  { kind, body, defer }: Posted,
  { now = new Date() } = {},
): Promise<{ confirmationCode: string }> {
  const signedRequest = new URLSearchParams(Buffer.from(body).toString('utf8')).get('signed_request')
  const request = readSignedRequest(signedRequest ?? '', env().META_APP_SECRET, now)
  if (!request) throw new AppError('signature_invalid')
  const { row, isNew } = await asSystem((tx) =>
    storeRequest(tx, {
      kind,
      metaUserId: request.metaUserId,
      requestHash: sha256Hex(`${kind}.${request.signed}`),
      confirmationCode: newCode(),
    }),
  )
  if (isNew) defer(() => handleRequest(row))
  return { confirmationCode: row.confirmationCode }
}

/** 100 bits: the code opens the page that says how far the request has come. */
function newCode(): string {
  return Array.from(randomBytes(20), (byte) => alphabet.charAt(byte & 31)).join('')
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
