import { asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { deleteExpired, dropExpiredPartitions, ensurePartitions, expiries } from '@/lib/privacy/system'
import { forgetIdleWindows } from '@/lib/requests/forget-windows'
import { cancelEventless } from '@/lib/webhooks/cancel-waiting'
import { forgetEndpoints } from '@/lib/webhooks/forget-deleted'

type Swept = Record<`${keyof typeof expiries}Deleted`, number> & {
  partitionsMade: number
  partitionsDropped: number
  deliveriesCanceled: number
  endpointsForgotten: number
  windowsForgotten: number
}

/**
 * Deletes what has been kept for as long as was promised. Whole partitions first, for they cost nothing; the rest in
 * batches of their own, so that nothing waits long for their locks. What one run does not manage, the next does.
 */
export async function sweepRetention(): Promise<Swept> {
  const partitionsDropped = await asSystem(dropExpiredPartitions)
  const partitionsMade = await asSystem(ensurePartitions)
  return {
    partitionsMade,
    partitionsDropped,
    requestsDeleted: await sweep('requests'),
    idempotencyRecordsDeleted: await sweep('idempotencyRecords'),
    webhookAttemptsDeleted: await sweep('webhookAttempts'),
    webhookDeliveriesDeleted: await sweep('webhookDeliveries'),
    eventsDeleted: await sweep('events'),
    deliveriesCanceled: await cancelEventless(),
    webhookRecoveriesDeleted: await sweep('webhookRecoveries'),
    endpointsForgotten: await forgetEndpoints(),
    guardBlocksDeleted: await sweep('guardBlocks'),
    signalsDeleted: await sweep('signals'),
    signalCountsDeleted: await sweep('signalCounts'),
    alertsDeleted: await sweep('alerts'),
    keyNetworksDeleted: await sweep('keyNetworks'),
    contactImportsDeleted: await sweep('contactImports'),
    mailsDeleted: await sweep('mails'),
    signUpsDeleted: await sweep('signUps'),
    passwordResetsDeleted: await sweep('passwordResets'),
    signInAttemptsDeleted: await sweep('signInAttempts'),
    mediaChunksDeleted: await sweep('mediaChunks'),
    mediaDeleted: await sweep('media'),
    challengesDeleted: await sweep('challenges'),
    sessionsDeleted: await sweep('sessions'),
    devicesDeleted: await sweep('devices'),
    windowsForgotten: await forgetIdleWindows(),
  }
}

async function sweep(name: keyof typeof expiries): Promise<number> {
  const { batchRows, batchesPerRun } = policy.retentionSweep
  let deleted = 0
  for (let batch = 0; batch < batchesPerRun; batch++) {
    const gone = await asSystem((tx) => deleteExpired(tx, expiries[name]))
    deleted += gone
    if (gone < batchRows) break
  }
  return deleted
}
