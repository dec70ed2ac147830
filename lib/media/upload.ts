import { type TenantTx, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import type { UploadedFile } from '@/lib/core/uploaded-file'
import { deleteAtMeta, uploadToMeta } from '@/lib/gateways/meta-media'
import { chooseSender } from '@/lib/media/choose-sender'
import { asFailure } from '@/lib/media/meta-failure'
import type { MediaObject, UploadMediaInput } from '@/lib/media/schema'
import { judgeType } from '@/lib/media/sniff-rules'
import { insertChunk, insertMedia, keptBytes, type MediaRow, presentMedia } from '@/lib/media/store'
import { endingOf } from '@/lib/media/type-schema'

type Input = UploadMediaInput & { file: UploadedFile }
/** Where the file is by now: for which number, by which id of Meta's; null in test mode, which keeps it itself. */
type Stored = { senderId: string; metaId: string | null }

/**
 * Hands the file to Meta, before and outside of any transaction. Throws `unsupported_media_type`, `validation_failed`,
 * `no_sender`, `provider_refused` or `unavailable`, and then nothing has happened. What `undo` does not reach, Meta
 * forgets by itself.
 */
export async function storeUpload(
  ctx: Ctx,
  { file, from }: Input,
): Promise<{ input: { stored: Stored }; undo: () => Promise<void> }> {
  requirePermission(ctx, 'messages.write')
  const mimeType = judgeType(file)
  const { id: senderId, credentials } = await withTenant(ctx, (tx) => chooseSender(ctx, tx, from))
  if (!credentials) return { input: { stored: { senderId, metaId: null } }, undo: async () => {} }
  const { size, fileName } = file
  const name = fileName ?? `file${endingOf(mimeType)}`
  const result = await uploadToMeta(credentials, { mimeType, size, fileName: name, read: () => file.read() })
  if (result.outcome !== 'ok') throw asFailure(result)
  const { metaId } = result
  const undo = async () => void (await deleteAtMeta(credentials, metaId))
  return { input: { stored: { senderId, metaId } }, undo }
}

/** Keeps what `storeUpload` has stored. Throws `state_conflict` when test mode holds too much already. */
export async function recordUpload(
  ctx: Ctx,
  { file, stored }: Input & { stored?: Stored },
): Promise<MediaObject> {
  requirePermission(ctx, 'messages.write')
  // The kept answer of an earlier call ran out between the look at it and now.
  if (!stored) throw new AppError('unavailable')
  const row = await withTenant(ctx, (tx) => keep(ctx, tx, file, stored))
  return presentMedia(row)
}

/** Both in one, for whoever has no Idempotency-Key. */
export async function uploadMedia(ctx: Ctx, input: Input): Promise<MediaObject> {
  const { input: stored, undo } = await storeUpload(ctx, input)
  return recordUpload(ctx, { ...input, ...stored }).catch((error: unknown) => {
    ctx.defer(undo, { evenIfRefused: true })
    throw error
  })
}

async function keep(ctx: Ctx, tx: TenantTx, file: UploadedFile, stored: Stored): Promise<MediaRow> {
  const { size, sha256, fileName } = file
  const content = { mimeType: judgeType(file), size, sha256, fileName }
  const row = await insertMedia(
    tx,
    { id: newUuid(), direction: 'outbound', ...stored, ...content },
    policy.media.outboundDays,
  )
  if (ctx.mode === 'test') await keepBytes(tx, row.id, file)
  if (ctx.actor.type === 'user')
    await recordAudit(ctx, tx, {
      action: 'media.uploaded',
      target: { type: 'media', id: toTypeId('media', row.id) },
      after: { mime_type: row.mimeType, size },
    })
  return row
}

async function keepBytes(tx: TenantTx, id: string, file: UploadedFile): Promise<void> {
  if ((await keptBytes(tx)) > policy.media.testBytes)
    throw new AppError('state_conflict', {
      detail: `The files of test mode may have ${policy.media.testBytes / 1024 / 1024} MB in all. Delete some first.`,
    })
  let position = 0
  for await (const bytes of file.read()) await insertChunk(tx, id, position++, Buffer.from(bytes))
}
