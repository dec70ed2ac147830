import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { z } from 'zod'
import { env } from '@/lib/core/env'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { policy } from '@/lib/core/policy'
import {
  appSecretProof,
  callGraph,
  type GraphRefusal,
  type GraphResult,
  graphPool,
  neverConnected,
  readGraphAnswer,
} from '@/lib/gateways/meta-graph'
import { isMediaUrl } from '@/lib/gateways/meta-media-url'

type Sender = { phoneNumberId: string; accessToken: string }
type File = { mimeType: string; fileName: string; size: number; read: () => AsyncIterable<Uint8Array> }

const Uploaded = z.object({ id: z.string().min(1).max(128) })

export type UploadResult = { outcome: 'ok'; metaId: string } | Exclude<GraphResult, { outcome: 'ok' }>

/** Hands Meta a file, as it is read; Meta keeps it for 30 days, for this number alone. Never throws. */
export async function uploadToMeta(
  { phoneNumberId, accessToken }: Sender,
  file: File,
): Promise<UploadResult> {
  const boundary = `hawk-${randomUUID()}`
  const [before, after] = formAround(boundary, file)
  const proof = new URLSearchParams({ appsecret_proof: appSecretProof(accessToken) })
  try {
    const response = await graphPool().request({
      method: 'POST',
      path: `/${env().META_GRAPH_VERSION}/${encodeURIComponent(phoneNumberId)}/media?${proof}`,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(before.length + file.size + after.length),
      },
      body: Readable.from(joined(before, file, after)),
      signal: AbortSignal.timeout(policy.media.uploadSeconds * 1_000),
      headersTimeout: policy.media.uploadSeconds * 1_000,
    })
    const result = readGraphAnswer(response.statusCode, await response.body.text())
    if (result.outcome !== 'ok') return result
    const id = Uploaded.safeParse(result.json).data?.id
    return id
      ? { outcome: 'ok', metaId: id }
      : { outcome: 'unknown', cause: new Error('Meta took the file and gave no id that we can read.') }
  } catch (cause) {
    return { outcome: neverConnected(cause) ? 'unreached' : 'unknown', cause }
  }
}

function formAround(boundary: string, { mimeType, fileName }: File): [Buffer, Buffer] {
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const plainName = fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${plainName}"\r\ncontent-type: ${mimeType}\r\n\r\n`
  return [
    Buffer.from(part('messaging_product', 'whatsapp') + part('type', mimeType) + head),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]
}

async function* joined(before: Buffer, { read }: File, after: Buffer): AsyncGenerator<Uint8Array> {
  yield before
  yield* read()
  yield after
}

export async function deleteAtMeta(
  { phoneNumberId, accessToken }: Sender,
  metaId: string,
): Promise<GraphResult> {
  return callGraph({
    method: 'DELETE',
    path: `/${encodeURIComponent(metaId)}`,
    query: { phone_number_id: phoneNumberId },
    accessToken,
  })
}

const Found = z.object({
  url: z.string(),
  mime_type: z.string().optional().catch(undefined),
  file_size: z.coerce.number().int().min(0).optional().catch(undefined),
})

export type MetaFile = {
  outcome: 'ok'
  mimeType: string | null
  size: number | null
  pieces: AsyncIterable<Uint8Array>
}
export type FetchResult =
  | MetaFile
  | GraphRefusal
  | { outcome: 'gone' }
  | { outcome: 'unknown' | 'unreached'; cause: unknown }

/**
 * Fetches a file that Meta keeps. An address of Meta's holds for five minutes: one that has run out is asked for
 * again, once. `gone` when Meta has the file no longer. The token goes to hosts of Meta's alone, and nowhere by a
 * redirect. Never throws; what breaks later breaks in the pieces.
 */
export async function fetchFromMeta(sender: Sender, metaId: string): Promise<FetchResult> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const found = await findFile(sender, metaId)
    if (found.outcome === 'refused' && isUnknownObject(found)) return { outcome: 'gone' }
    if (found.outcome !== 'ok') return found
    const file = Found.safeParse(found.json).data
    if (!file || !isMediaUrl(file.url, env()))
      return {
        outcome: 'unknown',
        cause: new Error('Meta names an address for the file that is none of its own.'),
      }
    const fetched = await fetchFile(sender, file)
    if (fetched.outcome !== 'gone') return fetched
  }
  return { outcome: 'gone' }
}

/** The code for what is not there, or not any more, by subcode or in Meta's words. */
function isUnknownObject({ providerCode, subcode }: GraphRefusal): boolean {
  return providerCode === 100 && subcode === 33
}

function findFile({ phoneNumberId, accessToken }: Sender, metaId: string): Promise<GraphResult> {
  const path = `/${encodeURIComponent(metaId)}`
  return callGraph({ method: 'GET', path, query: { phone_number_id: phoneNumberId }, accessToken })
}

async function fetchFile({ accessToken }: Sender, file: z.infer<typeof Found>): Promise<FetchResult> {
  try {
    const response = await request(file.url, {
      headers: { authorization: `Bearer ${accessToken}`, 'user-agent': 'hawk-send' },
      dispatcher: mediaAgent(),
    })
    if (response.statusCode === 200) return readFile(response, file)
    await response.body.dump()
    if (response.statusCode === 404 || response.statusCode === 410) return { outcome: 'gone' }
    return {
      outcome: 'unknown',
      cause: new Error(`Meta answered ${response.statusCode} instead of the file.`),
    }
  } catch (cause) {
    return { outcome: neverConnected(cause) ? 'unreached' : 'unknown', cause }
  }
}

function readFile({ headers, body }: Dispatcher.ResponseData, file: z.infer<typeof Found>): MetaFile {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return {
    outcome: 'ok',
    mimeType: file.mime_type ?? null,
    size: Number.isSafeInteger(length) ? length : (file.file_size ?? null),
    pieces: body,
  }
}

/** Follows no redirect: undici does not unless it is told to. */
function mediaAgent(): Agent {
  return oncePerProcess(
    'meta-media-agent',
    () =>
      new Agent({
        connections: 16,
        connect: { timeout: policy.meta.connectTimeoutMilliseconds },
        headersTimeout: policy.meta.timeoutMilliseconds,
        bodyTimeout: policy.meta.timeoutMilliseconds * 3,
      }),
  )
}
