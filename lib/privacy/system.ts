import { sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { alerts, signalCounts, signals } from '@/db/tables/alerts'
import { passwordResets, signInAttempts, signUps } from '@/db/tables/auth'
import { contactImports } from '@/db/tables/contacts'
import { keyNetworks } from '@/db/tables/keys'
import { mails } from '@/db/tables/mails'
import { media, mediaChunks } from '@/db/tables/media'
import { otpGuardBlocks } from '@/db/tables/otp'
import { idempotencyRecords, requests } from '@/db/tables/requests'
import { challenges } from '@/db/tables/second-factors'
import { devices, sessions } from '@/db/tables/sessions'
import { webhookRecoveries } from '@/db/tables/webhook-recoveries'
import { events, webhookAttempts, webhookDeliveries } from '@/db/tables/webhooks'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const { partitions, retention, retentionSweep } = policy
/** Whole months go when the longest kept of their tables may; what goes earlier is swept out of them. */
const shortLivedDays = Math.max(retention.requestDays, retention.webhookDays)

/** Makes the partitions of the months around now that do not exist yet. */
export async function ensurePartitions(tx: SystemTx): Promise<number> {
  const { monthsBehind, monthsAhead } = partitions
  const [row] = await tx.execute<{ made: number }>(
    sql`select ensure_partitions(${monthsBehind}::int, ${monthsAhead}::int, ${shortLivedDays}::int) as made`,
  )
  return row?.made ?? 0
}

/** Drops the partitions of short-lived tables whose last row is too old to be kept. */
export async function dropExpiredPartitions(tx: SystemTx): Promise<number> {
  const [row] = await tx.execute<{ dropped: number }>(
    sql`select drop_expired_partitions(${shortLivedDays}::int) as dropped`,
  )
  return row?.dropped ?? 0
}

type Expiry = {
  table: PgTable & { createdAt: PgColumn }
  key: readonly PgColumn[]
  hours: number
  /** From when on its time runs, where that is not when it came to be. */
  since?: PgColumn
}

/** What is kept for a time, and for how long. */
export const expiries = {
  requests: { table: requests, key: [requests.tenantId, requests.id], hours: retention.requestDays * 24 },
  idempotencyRecords: {
    table: idempotencyRecords,
    key: [
      idempotencyRecords.tenantId,
      idempotencyRecords.mode,
      idempotencyRecords.route,
      idempotencyRecords.key,
    ],
    hours: policy.api.idempotency.hours,
  },
  webhookAttempts: {
    table: webhookAttempts,
    key: [webhookAttempts.tenantId, webhookAttempts.id],
    hours: retention.webhookDays * 24,
  },
  webhookDeliveries: {
    table: webhookDeliveries,
    key: [webhookDeliveries.tenantId, webhookDeliveries.id],
    hours: retention.webhookDays * 24,
  },
  events: { table: events, key: [events.tenantId, events.id], hours: retention.webhookDays * 24 },
  /** Of one that is still running there is no end yet. */
  webhookRecoveries: {
    table: webhookRecoveries,
    key: [webhookRecoveries.tenantId, webhookRecoveries.id],
    hours: retention.webhookDays * 24,
    since: webhookRecoveries.endedAt,
  },
  guardBlocks: {
    table: otpGuardBlocks,
    key: [otpGuardBlocks.tenantId, otpGuardBlocks.id],
    hours: retentionSweep.guardBlockDays * 24,
  },
  signals: { table: signals, key: [signals.tenantId, signals.id], hours: policy.alerts.signalDays * 24 },
  signalCounts: {
    table: signalCounts,
    key: [signalCounts.tenantId, signalCounts.kind, signalCounts.subject, signalCounts.slice],
    hours: policy.alerts.counts.hours,
  },
  alerts: { table: alerts, key: [alerts.tenantId, alerts.id], hours: policy.alerts.days * 24 },
  keyNetworks: {
    table: keyNetworks,
    key: [keyNetworks.tenantId, keyNetworks.keyId, keyNetworks.network],
    hours: policy.alerts.keyNetworks.days * 24,
    since: keyNetworks.seenAt,
  },
  /** With the refused rows that it keeps; the file itself went at its end. */
  contactImports: {
    table: contactImports,
    key: [contactImports.tenantId, contactImports.id],
    hours: policy.contacts.imports.keptDays * 24,
    since: contactImports.endedAt,
  },
  /** By then every mail has gone out or been given up. */
  mails: { table: mails, key: [mails.id], hours: policy.mails.keptDays * 24 },
  /** With the codes of each. */
  signUps: { table: signUps, key: [signUps.id], hours: policy.signUp.hours },
  passwordResets: {
    table: passwordResets,
    key: [passwordResets.id],
    hours: retentionSweep.passwordResetHours,
  },
  /** The bytes of test mode's files, for as long as Meta would keep them. */
  mediaChunks: {
    table: mediaChunks,
    key: [mediaChunks.tenantId, mediaChunks.mediaId, mediaChunks.position],
    hours: policy.media.outboundDays * 24,
  },
  /** What is known of files, for as long as the messages that name them. */
  media: { table: media, key: [media.tenantId, media.id], hours: retention.messageDays * 24 },
  challenges: { table: challenges, key: [challenges.id], hours: 24 },
  /** With all their tokens, once none of them could live any more. */
  sessions: {
    table: sessions,
    key: [sessions.id],
    hours: policy.sessions.lifetimeSeconds / 3_600 + 24,
  },
  /** As long as a browser keeps the cookie that it is known by. */
  devices: {
    table: devices,
    key: [devices.id],
    hours: policy.sessions.deviceDays * 24,
    since: devices.lastSeenAt,
  },
  signInAttempts: {
    table: signInAttempts,
    key: [signInAttempts.id],
    hours: retentionSweep.signInAttemptDays * 24,
  },
} as const satisfies Record<string, Expiry>

/**
 * Deletes one batch of what is too old by the database's clock. What another process is deleting is left to it. The
 * size of the batch is written out: of a parameter the planner would expect a tenth of the table, and read all of it.
 */
export async function deleteExpired(
  tx: SystemTx,
  { table, key, hours, since = table.createdAt }: Expiry,
): Promise<number> {
  const names = key.map((column) => sql.identifier(column.name))
  const isSame = names.map((name) => sql`${table}.${name} = old.${name}`)
  const [row] = await tx.execute<{ gone: number }>(sql`
    with gone as (
      delete from ${table} using (
        select ${sql.join(names, sql`, `)} from ${table}
        where ${since} < clock_timestamp() - make_interval(hours => ${hours}::int)
        limit ${sql.raw(String(retentionSweep.batchRows))} for update skip locked) old
      where ${sql.join(isSame, sql` and `)}
      returning 1)
    select count(*)::int as gone from gone`)
  return row?.gone ?? 0
}
