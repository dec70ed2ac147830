import { once } from 'node:events'
import busboy from 'busboy'
import type { Upload } from '@/lib/core/endpoint'
import { AppError, type Fault } from '@/lib/core/errors'
import { safeFileName } from '@/lib/core/file-name'
import { UploadedFile } from '@/lib/core/uploaded-file'
import { requireStorable } from '@/lib/http/parse-body'
import type { ApiRequest } from '@/lib/http/request'
import { type Kept, keepStream, makeTemporaryPlace } from '@/lib/http/temporary-file'

type Request = Pick<ApiRequest, 'header' | 'stream'>
export type Form = { fields: Record<string, string>; file: UploadedFile }

/** What a form holds beside its file: a few short fields and the lines between its parts. */
const overheadBytes = 64 * 1024
const limits = { fields: 10, files: 2, parts: 12, fieldNameSize: 100, fieldSize: 1_000, headerPairs: 20 }

/**
 * The fields and the one file of a multipart form. The file goes to the disk as it comes and is there until it is
 * removed, which is the caller's to do; when this throws, nothing is left of it. Throws `unsupported_media_type`,
 * `body_too_large` with the limit, or `validation_failed` with every fault.
 */
export async function parseMultipart(request: Request, upload: Upload): Promise<Form> {
  const contentType = request.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(contentType))
    throw new AppError('unsupported_media_type', { detail: 'The body must be multipart/form-data.' })
  if (Number(request.header('content-length') ?? 0) > upload.limitBytes + overheadBytes)
    throw tooLarge('A file', upload.limitBytes)
  const place = await makeTemporaryPlace()
  try {
    return await receive(request, upload, place)
  } catch (error) {
    await place.remove()
    throw error
  }
}

type Place = Awaited<ReturnType<typeof makeTemporaryPlace>>
type Taken = { kept: Promise<Kept>; fileName: string | null; claim: string }

async function receive(request: Request, upload: Upload, place: Place): Promise<Form> {
  const form = begin(request)
  const fields: Record<string, string> = {}
  const faults: Fault[] = []
  let taken: Taken | undefined
  let refuse: (error: unknown) => void = () => {}
  const refused = new Promise<never>((_, reject) => {
    refuse = reject
  })
  refused.catch(() => {})

  form.on('field', (name, value, { nameTruncated, valueTruncated }) => {
    if (nameTruncated || valueTruncated) faults.push({ path: name, message: 'Is too long.' })
    else if (Object.hasOwn(fields, name)) faults.push({ path: name, message: 'Was sent twice.' })
    else Object.defineProperty(fields, name, { value, enumerable: true })
  })
  form.on('file', (name, stream, { filename, mimeType }) => {
    if (name !== 'file' || taken) {
      faults.push(name === 'file' ? { path: 'file', message: 'Send one file at a time.' } : unknownFile(name))
      stream.resume()
      return
    }
    const claim = plainType(fields.type ?? mimeType)
    const kept = keepStream(place.file, stream, (head) => {
      const { bytes, noun } = upload.limitOf({ claim, head })
      return { bytes, refuse: () => tooLarge(noun, bytes) }
    })
    kept.catch(refuse)
    taken = { kept, claim, fileName: safeFileName(filename) }
  })
  for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    form.on(event, () => faults.push({ path: '', message: 'Holds too many parts.' }))

  await Promise.race([feed(request, form), refused]).finally(async () => {
    form.destroy()
    await taken?.kept.catch(() => {})
  })
  return finish({ taken, fields, faults }, place, refused)
}

async function finish(
  { taken, fields, faults }: { taken: Taken | undefined; fields: Record<string, string>; faults: Fault[] },
  place: Place,
  refused: Promise<never>,
): Promise<Form> {
  const kept = taken && (await Promise.race([taken.kept, refused]))
  if (!taken || !kept) faults.push({ path: 'file', message: 'Is missing.' })
  else if (kept.size === 0) faults.push({ path: 'file', message: 'Is empty.' })
  if (!taken || !kept || faults.length > 0) throw new AppError('validation_failed', { faults })
  requireStorable(fields)
  const { size, sha256, head, read } = kept
  const claim = plainType(fields.type ?? taken.claim)
  const file = new UploadedFile(
    { fileName: taken.fileName, claim, size, sha256 },
    { head, read, remove: place.remove },
  )
  return { fields, file }
}

function begin({ header }: Request): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': header('content-type') },
      defParamCharset: 'utf8',
      limits: { ...limits, fileSize: Number.POSITIVE_INFINITY },
    })
  } catch (cause) {
    throw new AppError('unsupported_media_type', { detail: 'The form names no boundary.', cause })
  }
}

/** Hands the form over no faster than it is taken. */
async function feed({ stream }: Request, form: busboy.Busboy): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => form.on('close', resolve).on('error', reject))
  ended.catch(() => {})
  const write = async () => {
    for await (const chunk of stream()) {
      if (form.destroyed) return
      if (!form.write(chunk)) await Promise.race([once(form, 'drain'), ended])
    }
    form.end()
    await ended
  }
  await write().catch((cause: unknown) => {
    throw cause instanceof AppError ? cause : brokenForm(cause)
  })
}

function brokenForm(cause: unknown): AppError {
  const faults = [{ path: '', message: 'The form breaks off, or is none.' }]
  return new AppError('validation_failed', { faults, cause })
}

function unknownFile(name: string): Fault {
  return { path: name, message: 'There is no such field.', fix: 'Send the file as `file`.' }
}

function plainType(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? ''
}

function tooLarge(noun: string, bytes: number): AppError {
  const size = bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MB` : `${bytes / 1024} KB`
  return new AppError('body_too_large', { detail: `${noun} may have at most ${size}.` })
}
