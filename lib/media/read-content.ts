import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { FileAnswer } from '@/lib/core/file-answer'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { fetchFromMeta } from '@/lib/gateways/meta-media'
import { asFailure } from '@/lib/media/meta-failure'
import { findChunk, findMedia, type MediaRow, noteSize } from '@/lib/media/store'
import { endingOf } from '@/lib/media/type-schema'
import { findCredentials } from '@/lib/senders/credentials'

/** What a browser may show in a page: pictures that can hold no script. */
const shown = ['image/jpeg', 'image/png', 'image/webp']
const plainType = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*(; ?[a-z]+=[a-z0-9._-]+)?$/

/**
 * The bytes, as they come from where they are kept: Meta in live mode, the database in test mode. Throws `not_found`,
 * which says of a file that there was that WhatsApp has it no longer, `state_conflict` while its number is not
 * connected, `provider_refused` and `unavailable`.
 */
export async function readContent(
  ctx: Ctx,
  { id, isInline = false }: { id: string; isInline?: boolean },
): Promise<FileAnswer> {
  requirePermission(ctx, 'messages.read')
  const uuid = fromTypeId('media', id)
  const row = uuid && (await withTenant(ctx, (tx) => findMedia(tx, uuid)))
  if (!row) throw new AppError('not_found')
  if (row.isExpired) throw gone(row)
  const { pieces, size } = ctx.mode === 'test' ? fromDatabase(ctx, row) : await fromMeta(ctx, row)
  const name = row.fileName ?? `${toTypeId('media', row.id)}${endingOf(row.mimeType)}`
  const contentType = plainType.test(row.mimeType) ? row.mimeType : 'application/octet-stream'
  return new FileAnswer(name, contentType, pieces, {
    ...(size === null ? {} : { size }),
    isInline: isInline && shown.includes(contentType),
  })
}

type Source = { pieces: AsyncIterable<Uint8Array>; size: number | null }

function fromDatabase(ctx: Ctx, { id, size }: MediaRow): Source {
  return { pieces: chunksOf(ctx, id), size }
}

/** A transaction each: a slow reader holds none. */
async function* chunksOf(ctx: Ctx, id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const bytes = await withTenant(ctx, (tx) => findChunk(tx, id, position))
    if (bytes === null) return
    yield bytes
  }
}

async function fromMeta(ctx: Ctx, row: MediaRow): Promise<Source> {
  const { id, senderId, metaId } = row
  const credentials = senderId && (await withTenant(ctx, (tx) => findCredentials(ctx, tx, senderId)))
  if (!credentials || metaId === null)
    throw new AppError('state_conflict', {
      detail: 'The number that holds this file is not connected, so that WhatsApp does not hand it out.',
    })
  const result = await fetchFromMeta(credentials, metaId)
  if (result.outcome === 'gone') throw gone(row)
  if (result.outcome !== 'ok') throw asFailure(result)
  const { pieces, size } = result
  if (row.size === null && size !== null) await withTenant(ctx, (tx) => noteSize(tx, id, size))
  return { pieces, size }
}

function gone({ direction }: MediaRow): AppError {
  return new AppError('not_found', {
    detail:
      direction === 'inbound'
        ? 'WhatsApp has this file no longer: what a person sends is kept for 7 days.'
        : 'WhatsApp has this file no longer: what is uploaded is kept for 30 days. Upload it again.',
  })
}
