import { type TenantTx, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import { seal } from '@/lib/core/crypto'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { maskPhone } from '@/lib/core/phone'
import { type NumberState, readNumber } from '@/lib/gateways/meta-onboarding'
import { claimNumber, lockNumbers } from '@/lib/senders/claim-store'
import { phoneOf, withStep } from '@/lib/senders/connection-rules'
import { endConnection, lockConnection } from '@/lib/senders/connection-store'
import { openPin, type StepVerdict, stepsOf, unlessOk, type Work } from '@/lib/senders/connection-work'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import {
  accountIdOf,
  findSenderByNumber,
  putAccount,
  putSender,
  replaceToken,
  type SenderRow,
  selectConnectedOf,
} from '@/lib/senders/link-store'

/**
 * Reads the number back and, in one transaction, keeps the account and the number, says so, and ends the connection.
 * A display name or a number that Meta still looks at is nothing wrong: it is connected, and that is said beside it.
 */
export async function readBackAndKeep(work: Work): Promise<StepVerdict | 'ended'> {
  const read = await readNumber(work.accessToken, work.row.phoneNumberId ?? '')
  if (read.outcome !== 'ok') return unlessOk('display_name', read)
  return withTenant(work.ctx, async (tx) => {
    await lockNumbers(tx)
    const held = await lockConnection(tx, work.row.id)
    if (held?.attempts !== work.row.attempts || held.endedAt) return 'ended'
    if (!(await claimNumber(tx, read.value.id)))
      return { kind: 'failed', outcome: 'number_taken', final: true }
    const sender = await keep(work, tx, read.value)
    const inReview = isInReview(read.value)
    await endConnection(tx, work.row.id, {
      status: 'done',
      outcome: inReview ? 'number_in_review' : null,
      accountId: sender.accountId,
      senderId: sender.id,
      steps: withStep(stepsOf(held), {
        step: 'display_name',
        state: inReview ? 'waiting_on_meta' : 'done',
        at: new Date().toISOString(),
        detail: read.value.verified_name ?? sender.displayName,
      }),
    })
    return 'ended'
  })
}

function isInReview({ status, name_status }: NumberState): boolean {
  return name_status === 'PENDING_REVIEW' || status === 'PENDING'
}

async function keep(
  { ctx, row, facts, accessToken }: Work,
  tx: TenantTx,
  number: NumberState,
): Promise<SenderRow> {
  const wabaId = row.wabaId ?? ''
  const accountId = await accountIdOf(tx, wabaId)
  const known = await findSenderByNumber(tx, number.id)
  const id = known?.id ?? newUuid()
  const sealed = (table: string, column: string, rowId: string, secret: string) =>
    seal({ table, column, tenantId: ctx.tenantId, rowId }, secret)
  await putAccount(
    tx,
    {
      id: accountId,
      wabaId,
      businessId: facts.ownerBusinessId ?? row.businessId,
      name: facts.accountName ?? null,
      metaUserId: facts.metaUserId ?? null,
      accessTokenSealed: sealed('whatsapp_accounts', 'access_token', accountId, accessToken),
      tokenScopes: facts.scopes ?? [],
      tokenExpiresAt: facts.tokenExpiresAt ? new Date(facts.tokenExpiresAt * 1_000) : null,
      reviewStatus: facts.reviewStatus ?? null,
      verificationStatus: facts.verificationStatus ?? null,
    },
    number.whatsapp_business_manager_messaging_limit ?? null,
  )
  const isRegistered = stepsOf(row).some(({ step, state }) => step === 'registration' && state === 'done')
  const pin = openPin(ctx, row)
  const sender = await putSender(tx, {
    id,
    accountId,
    wabaId,
    phoneNumberId: number.id,
    phone: phoneOf(number.display_phone_number),
    displayName: number.verified_name || known?.displayName || facts.accountName || 'WhatsApp',
    accessTokenSealed: sealed('senders', 'access_token', id, accessToken),
    pinSealed: isRegistered && pin !== null ? sealed('senders', 'pin', id, pin) : null,
    isCoexistence: row.isCoexistence,
    isRegistered,
    numberStatus: number.status ?? null,
    nameStatus: number.name_status ?? null,
    quality: qualityOf(number.quality_rating),
    throughput: number.throughput?.level ?? null,
  })
  const others = (await selectConnectedOf(tx, accountId)).filter((other) => other.id !== id)
  for (const other of others)
    await replaceToken(tx, other.id, sealed('senders', 'access_token', other.id, accessToken))
  await emitSenderEvents(tx, 'sender.connected', [id])
  await recordAudit(ctx, tx, {
    action: known ? 'sender.reconnected' : 'sender.connected',
    target: { type: 'sender', id: toTypeId('sender', id) },
    after: {
      phone: maskPhone(sender.phone),
      waba_id: wabaId,
      is_primary: sender.isPrimary,
      tokens_replaced: others.length,
      connected_by: toTypeId('user', row.userId),
    },
  })
  return sender
}

const qualities = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const

function qualityOf(word: string | null | undefined) {
  return qualities.find((quality) => quality === word?.toUpperCase()) ?? null
}
