import busboy from 'busboy'
import type { Call } from '../http/call'
import { type Reply, refuse } from '../http/reply'
import type { Sandbox } from '../sandbox'
import type { Media } from '../state/media'
import type { Sender } from '../state/senders'
import { graphError, parameterError, unknownObject } from './errors'

const office = 'application/vnd.openxmlformats-officedocument'
const megabyte = 1024 * 1024

/** What Meta takes, and how much of it. */
const limits: Record<string, number> = {
  'audio/aac': 16 * megabyte,
  'audio/amr': 16 * megabyte,
  'audio/mpeg': 16 * megabyte,
  'audio/mp4': 16 * megabyte,
  'audio/ogg': 16 * megabyte,
  'image/jpeg': 5 * megabyte,
  'image/png': 5 * megabyte,
  'image/webp': 500 * 1024,
  'video/mp4': 16 * megabyte,
  'video/3gpp': 16 * megabyte,
  'text/plain': 100 * megabyte,
  'application/pdf': 100 * megabyte,
  'application/msword': 100 * megabyte,
  'application/vnd.ms-excel': 100 * megabyte,
  'application/vnd.ms-powerpoint': 100 * megabyte,
  [`${office}.wordprocessingml.document`]: 100 * megabyte,
  [`${office}.spreadsheetml.sheet`]: 100 * megabyte,
  [`${office}.presentationml.presentation`]: 100 * megabyte,
}

/** `POST /{phone-number-id}/media` */
export async function postMedia({ media }: Sandbox, sender: Sender, call: Call) {
  const { fields, file } = await readForm(call)
  if (fields.messaging_product !== 'whatsapp')
    throw parameterError('The parameter messaging_product is required.')
  if (!file) throw parameterError('The parameter file is required.')
  const limit = limits[file.mime_type]
  if (limit === undefined)
    throw parameterError(
      `Param file must be a file with one of the following types: ${Object.keys(limits).join(', ')}. Received file of type '${file.mime_type}'.`,
    )
  if (file.bytes.length > limit) throw graphError(131053, 'The file is larger than its type may be.')
  return { id: media.add({ phone_number_id: sender.phone_number_id, ...file }).id }
}

type Form = {
  fields: Record<string, string>
  file?: Pick<Media, 'mime_type' | 'file_name' | 'bytes'>
}

function readForm({ headers, bytes }: Call): Promise<Form> {
  return new Promise((resolve, reject) => {
    const refuseForm = () => reject(parameterError('The body is no form that can be read.'))
    if (!/^multipart\/form-data/i.test(headers['content-type'] ?? '')) return refuseForm()
    const form: Form = { fields: {} }
    const parser = busboy({ headers, defParamCharset: 'utf8' })
    parser.on('field', (name, value) => {
      form.fields[name] = value
    })
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (name === 'file')
          form.file = { mime_type: mimeType, file_name: filename ?? null, bytes: Buffer.concat(chunks) }
      })
    })
    parser.on('close', () => resolve(form)).on('error', refuseForm)
    parser.end(bytes)
  })
}

/** `GET /{media-id}?phone_number_id=`, and `DELETE`. A file of another number looks like one that is not there. */
export function answerMedia(
  { media }: Sandbox,
  call: Call,
  { file, sender }: { file: Media; sender: Sender },
) {
  const asked = call.query.get('phone_number_id')
  if (asked !== null && asked !== sender.phone_number_id) throw unknownObject(call.method, file.id)
  if (call.method === 'DELETE') {
    media.delete(file.id)
    return { success: true }
  }
  if (call.method !== 'GET') throw unknownObject(call.method, file.id)
  return {
    messaging_product: 'whatsapp',
    url: file.url ?? urlOf(call, file, media.hashOf(file)),
    mime_type: file.mime_type,
    sha256: file.sha256,
    file_size: String(file.bytes.length),
    id: file.id,
  }
}

export const attachments = '/whatsapp_business/attachments/'

export function urlOf({ headers }: Pick<Call, 'headers'>, { id }: Media, hash: string): string {
  return `http://${headers.host}${attachments}?mid=${id}&hash=${hash}`
}

/** The file itself, at the address that Meta gave for it: to whoever has the token, and for five minutes. */
export function serveAttachment({ media, senders, requests }: Sandbox, call: Call): Reply {
  const entry = requests.add(call)
  const reply = attachmentOf({ media, senders }, call)
  if (reply.kind === 'sent') entry.status = reply.status
  return reply
}

function attachmentOf({ media, senders }: Pick<Sandbox, 'media' | 'senders'>, call: Call): Reply {
  const file = media.find(call.query.get('mid') ?? '')
  const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1]
  if (!file || call.query.get('hash') !== file.hash || file.hash_ends < Date.now())
    return refuse(404, 'The address has run out.')
  if (senders.find(file.phone_number_id)?.access_token !== token)
    return refuse(401, 'The token is another one.')
  if (file.redirect !== undefined)
    return { kind: 'sent', status: 302, headers: { location: file.redirect }, body: '' }
  return { kind: 'sent', status: 200, headers: { 'content-type': file.mime_type }, body: file.bytes }
}

/** What a webhook says of a file. */
export function asReceived(file: Media) {
  return {
    mime_type: file.mime_type,
    sha256: Buffer.from(file.sha256, 'hex').toString('base64'),
    id: file.id,
    ...(file.file_name !== null &&
      !/^(image|audio|video)\//.test(file.mime_type) && { filename: file.file_name }),
  }
}
