import { and, desc, eq, gte, inArray, isNull, lt, lte, ne, sql } from 'drizzle-orm'
import { messages } from '@/db/tables/messages'
import { otps, type ReceivedMessage } from '@/db/tables/otp'
import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { type Failure, FailureObject } from '@/lib/messages/schema'
import type { OtpObject, OtpStatus } from '@/lib/otp/schema'

export type OtpRow = typeof otps.$inferSelect
type MessageRow = typeof messages.$inferSelect
export type OtpWithMessage = { otp: OtpRow; message: MessageRow | null; isExpired: boolean }

const withMessage = {
  otp: otps,
  message: messages,
  isExpired: sql<boolean>`${otps.expiresAt} <= clock_timestamp()`,
}
const joined = and(eq(messages.tenantId, otps.tenantId), eq(messages.id, otps.messageId))

export async function findOtp(tx: TenantTx, id: string): Promise<OtpWithMessage | null> {
  const [row] = await tx.select(withMessage).from(otps).leftJoin(messages, joined).where(eq(otps.id, id))
  return row ?? null
}

/** In the order of their ids: two that hold several never wait for each other in a circle. */
export async function lockOtps(tx: TenantTx, ids: string[]): Promise<Map<string, OtpWithMessage>> {
  if (ids.length > 0)
    await tx.select({ id: otps.id }).from(otps).where(inArray(otps.id, ids)).orderBy(otps.id).for('update')
  return findOtps(tx, ids)
}

export async function findOtps(tx: TenantTx, ids: string[]): Promise<Map<string, OtpWithMessage>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.select(withMessage).from(otps).leftJoin(messages, joined).where(inArray(otps.id, ids))
  return new Map(rows.map((row) => [row.otp.id, row]))
}

/**
 * Nobody else changes it until the transaction ends. Looked at again once the lock is held: what is joined to a row
 * that had to be waited for would be as it was before the wait.
 */
export async function lockOtp(tx: TenantTx, id: string): Promise<OtpWithMessage | null> {
  await tx.select({ id: otps.id }).from(otps).where(eq(otps.id, id)).for('update')
  return findOtp(tx, id)
}

/** All the messages that carried its code, oldest first. */
export async function selectMessagesOf(
  tx: TenantTx,
  { otp, message }: OtpWithMessage,
): Promise<MessageRow[]> {
  const latest = message ? [message] : []
  if (otp.earlierMessageIds.length === 0) return latest
  const earlier = await tx
    .select()
    .from(messages)
    .where(inArray(messages.id, otp.earlierMessageIds))
    .orderBy(messages.id)
  return [...earlier, ...latest]
}

/** The OTP that took its place was made in the very instant in which it ended. */
export async function findSuccessor(tx: TenantTx, otp: OtpRow): Promise<string | null> {
  if (otp.status !== 'superseded' || otp.canonicalPhone === null || otp.endedAt === null) return null
  const [successor] = await tx
    .select({ id: otps.id })
    .from(otps)
    .where(
      and(
        eq(otps.canonicalPhone, otp.canonicalPhone),
        eq(otps.createdAt, otp.endedAt),
        eq(otps.direction, 'outbound'),
        ne(otps.id, otp.id),
      ),
    )
    .limit(1)
  return successor?.id ?? null
}

export type OtpFilter = {
  limit: number
  before?: string
  to?: string
  status?: OtpStatus
  createdAfter?: Date
  createdBefore?: Date
}

export function selectOtps(tx: TenantTx, filter: OtpFilter): Promise<OtpWithMessage[]> {
  const { before, to, status, createdAfter, createdBefore } = filter
  return tx
    .select(withMessage)
    .from(otps)
    .leftJoin(messages, joined)
    .where(
      and(
        before ? lt(otps.id, before) : undefined,
        to ? eq(otps.canonicalPhone, canonicalPhone(to)) : undefined,
        status ? statusHolds(status) : undefined,
        createdAfter ? gte(otps.createdAt, createdAfter) : undefined,
        createdBefore ? lte(otps.createdAt, createdBefore) : undefined,
      ),
    )
    .orderBy(desc(otps.id))
    .limit(filter.limit)
}

/** A pending OTP past its time counts as expired, also before the sweep has said so. */
function statusHolds(status: OtpStatus) {
  if (status === 'pending') return and(eq(otps.status, 'pending'), sql`${otps.expiresAt} > clock_timestamp()`)
  if (status === 'expired')
    return sql`(${otps.status} = 'expired' or ${otps.status} = 'pending' and ${otps.expiresAt} <= clock_timestamp())`
  return eq(otps.status, status)
}

type End = { status: Exclude<OtpStatus, 'pending' | 'expired'>; at?: Date; failure?: Failure }

/** Ends a pending OTP and erases what its code could be found with. Null when it had ended already. */
export async function endOtp(tx: TenantTx, id: string, { status, at, failure }: End): Promise<OtpRow | null> {
  const [row] = await tx
    .update(otps)
    .set({
      status,
      nonce: null,
      codeHash: null,
      endedAt: at ?? sql`clock_timestamp()`,
      ...(status === 'verified' ? { verifiedAt: at } : {}),
      ...(failure ? { failure } : {}),
    })
    .where(and(eq(otps.id, id), eq(otps.status, 'pending')))
    .returning()
  return row ?? null
}

/** Lets the time of a pending OTP be over, by the clock that decides; the OTP is still to be ended. */
export async function letTimeBeOver(tx: TenantTx, id: string): Promise<void> {
  await tx
    .update(otps)
    .set({ expiresAt: sql`least(${otps.expiresAt}, date_trunc('milliseconds', clock_timestamp()))` })
    .where(and(eq(otps.id, id), eq(otps.status, 'pending')))
}

/** Holds the tenant's inbound OTPs until the transaction ends, so that they are counted one at a time. */
export async function lockInboundOtps(
  tx: TenantTx,
): Promise<{ at: Date; pending: number; nextExpiry: Date }> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || current_setting('app.mode'), 9))`,
  )
  const [row] = await tx
    .select({
      at: sql`date_trunc('milliseconds', clock_timestamp())`.mapWith(otps.createdAt),
      pending: sql<number>`count(*)::int`,
      nextExpiry: sql`coalesce(min(${otps.expiresAt}), clock_timestamp())`.mapWith(otps.expiresAt),
    })
    .from(otps)
    .where(and(waits, sql`${otps.expiresAt} > clock_timestamp()`))
  if (!row) throw new Error('A count has a row.')
  return row
}

const waits = and(eq(otps.direction, 'inbound'), eq(otps.status, 'pending'))

/** Null when another OTP of the tenant waits for the same token. */
export async function insertInboundOtp(
  tx: TenantTx,
  values: typeof otps.$inferInsert,
): Promise<OtpRow | null> {
  const [row] = await tx.insert(otps).values(values).onConflictDoNothing().returning()
  return row ?? null
}

/** The OTP that waits for the first of these tokens that any waits for, held until the transaction ends. */
export async function lockByToken(
  tx: TenantTx,
  hashes: string[],
): Promise<{ otp: OtpRow; now: Date } | null> {
  const order = sql`array_position(${sql.param(hashes)}::text[], ${otps.codeHash})`
  const [row] = await tx
    .select({
      otp: otps,
      now: sql`date_trunc('milliseconds', clock_timestamp())`.mapWith(otps.createdAt),
    })
    .from(otps)
    .where(and(waits, inArray(otps.codeHash, hashes), sql`${otps.expiresAt} > clock_timestamp()`))
    .orderBy(order)
    .limit(1)
    .for('update')
  return row ?? null
}

type Received = {
  received: ReceivedMessage
  /** The number that the message proves, where it was not known before. */
  proven?: { phone: string; canonicalPhone: string }
}

/** Only what would prove something, and does not, counts as an attempt. */
export async function keepReceived(
  tx: TenantTx,
  otp: OtpRow,
  { received, proven }: Received,
): Promise<{ attempts: number }> {
  const isAttempt = received.verdict === 'other_number' || received.verdict === 'number_hidden'
  const attempts = otp.attempts + (isAttempt ? 1 : 0)
  const receivedMessages = [...otp.receivedMessages, received]
  await tx
    .update(otps)
    .set({ attempts, receivedMessages, ...proven })
    .where(eq(otps.id, otp.id))
  return { attempts }
}

/** Ends those of the given OTPs whose time is over by the database's clock. */
export function expireOtps(tx: TenantTx, ids: string[]): Promise<OtpRow[]> {
  return tx
    .update(otps)
    .set({ status: 'expired', nonce: null, codeHash: null, endedAt: sql`clock_timestamp()` })
    .where(and(inArray(otps.id, ids), isNull(otps.endedAt), sql`${otps.expiresAt} <= clock_timestamp()`))
    .returning()
}

/** The public form of an OTP: in answers, in events and on the screen. */
export function presentOtp({ otp, message, isExpired }: OtpWithMessage): OtpObject {
  return {
    object: 'otp',
    direction: otp.direction,
    otp_id: toTypeId('otp', otp.id),
    to: otp.phone,
    status: otp.status === 'pending' && isExpired ? 'expired' : otp.status,
    expires_at: toTimestamp(otp.expiresAt),
    attempts_remaining: Math.max(0, policy.otp.attempts - otp.attempts),
    message_id: otp.messageId && toTypeId('message', otp.messageId),
    delivery_status: message?.status ?? null,
    mode: otp.mode,
    purpose: otp.purpose,
    metadata: otp.metadata,
    created_at: toTimestamp(otp.createdAt),
    verified_at: toTimestamp(otp.verifiedAt),
    failure: FailureObject.nullable().parse(otp.failure),
  }
}
