import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { advanceConnection } from '@/lib/senders/advance-connection'
import type { ConnectionObject, ConnectionOutcome, DialogOutcomeInput } from '@/lib/senders/connection-schema'
import {
  type ConnectionRow,
  endConnection,
  findConnection,
  leaseConnection,
  lockConnection,
  spendState,
} from '@/lib/senders/connection-store'
import { presentConnection } from '@/lib/senders/present-connection'
import { tradeCode } from '@/lib/senders/trade-code'

type Input = CamelKeys<z.output<typeof DialogOutcomeInput>> & { id: string }

/**
 * What the dialog has ended with. A code is traded at once, for it lives 30 seconds; all that follows goes on behind
 * the answer. Throws `not_found` for a state that is wrong or somebody else's, and `state_conflict` for one that has
 * been used.
 */
export async function receiveDialog(ctx: Ctx, { id, ...input }: Input): Promise<ConnectionObject> {
  const person = requirePerson(ctx, 'senders.write')
  const uuid = fromTypeId('connection', id)
  if (!uuid) throw new AppError('not_found')
  const row = await withTenant(ctx, async (tx) => {
    const found = await lockConnection(tx, uuid)
    const stateHash = sha256Hex(input.state)
    if (found?.stateHash !== stateHash || found.userId !== person.id) throw new AppError('not_found')
    if (!(await spendState(tx, { id: uuid, stateHash })))
      throw new AppError('state_conflict', {
        detail: 'This dialog has been heard already, or its time is over. Begin again.',
      })
    const { code, event, businessId, leftAtStep } = input
    const heard = { event, businessId, leftAtStep }
    if (code !== null)
      return leaseConnection(tx, uuid, {
        ...heard,
        wabaId: input.wabaId,
        phoneNumberId: event === 'FINISH_ONLY_WABA' ? null : input.phoneNumberId,
        isCoexistence: event === 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
        status: 'running',
        outcome: null,
        steps: [{ step: 'token', state: 'running', at: new Date().toISOString() }],
      })
    await endConnection(tx, uuid, { ...heard, ...endOf(input) })
    return findConnection(tx, uuid)
  })
  if (!row) throw new AppError('not_found')
  return presentConnection(ctx, input.code === null ? row : await tradeAndGoOn(ctx, row, input.code))
}

async function tradeAndGoOn(ctx: Ctx, row: ConnectionRow, code: string): Promise<ConnectionRow> {
  const traded = await tradeCode(ctx, row, code)
  if (traded.status === 'running') ctx.defer(() => advanceConnection(ctx, traded))
  return traded
}

type End = Pick<ConnectionRow, 'status'> & { outcome: ConnectionOutcome; steps: object[] }

/** Without a code nothing has been shared. Where Meta gave an error, its words stand at the first step. */
function endOf({ event, errorMessage, errorCode }: Omit<Input, 'id'>): End {
  const hasFailed = event === 'ERROR' || errorMessage !== null || errorCode !== null
  if (hasFailed) {
    const detail = [errorMessage, errorCode && `(${errorCode})`].filter(Boolean).join(' ')
    const at = new Date().toISOString()
    const step = { step: 'token', state: 'failed', at, ...(detail ? { detail } : {}) }
    return { status: 'failed', outcome: 'dialog_error', steps: [step] }
  }
  return { status: 'canceled', outcome: event === 'CANCEL' ? 'left_dialog' : 'window_closed', steps: [] }
}
