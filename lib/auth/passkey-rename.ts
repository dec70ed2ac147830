import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import type { NamePasskeyInput, PasskeyObject } from '@/lib/auth/factor-schema'
import { presentPasskey } from '@/lib/auth/find-factors'
import { renamePasskeyRow } from '@/lib/auth/passkey-system'
import { requireFresh } from '@/lib/auth/require-fresh'
import type { LiveSession } from '@/lib/auth/schema'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'

/** Throws `step_up_required`, and `not_found` for anybody else's too. */
export async function renamePasskey(
  session: LiveSession,
  { id, name }: z.output<typeof NamePasskeyInput>,
): Promise<PasskeyObject> {
  requireFresh(session)
  const uuid = fromTypeId('passkey', id)
  const row = uuid && (await asSystem((tx) => renamePasskeyRow(tx, session.user.id, uuid, name)))
  if (!row) throw new AppError('not_found')
  return presentPasskey(row)
}
