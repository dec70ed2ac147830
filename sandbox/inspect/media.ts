import { z } from 'zod'
import type { Call } from '../http/call'
import { json, type Reply, refuse } from '../http/reply'
import { asReceived } from '../meta/media'
import type { Sandbox } from '../sandbox'
import { readBody, WrongInput } from './read-input'

const MediaInput = z.strictObject({
  /** A sender's number, or its phone_number_id. */
  to: z.string(),
  mime_type: z.string().min(1).max(200),
  base64: z.base64(),
  filename: z.string().max(240).optional(),
})

/** A file that a person has, so that `POST /inbound` can send it: answers with what the message says of it. */
export function postMedia({ media, senders }: Sandbox, call: Call): Reply {
  const { to, mime_type, base64, filename } = readBody(MediaInput, call)
  const sender = senders.findByNumber(to)
  if (!sender) throw new WrongInput(`to: no sender has ${to}`)
  const file = media.add({
    phone_number_id: sender.phone_number_id,
    mime_type,
    file_name: filename ?? null,
    bytes: Buffer.from(base64, 'base64'),
  })
  return json(200, asReceived(file))
}

const Change = z.strictObject({
  id: z.string(),
  /** How many of the next addresses have run out when they are given. */
  stale_urls: z.number().int().min(0).max(100).optional(),
  /** Forgets the file, as Meta does in the end. */
  forget: z.boolean().default(false),
  /** What Meta is to say the address is, and where a right address is to lead on to. */
  url: z.string().optional(),
  redirect: z.string().optional(),
})

export function changeMedia({ media }: Sandbox, call: Call): Reply {
  const { id, stale_urls, forget, url, redirect } = readBody(Change, call)
  const file = media.find(id)
  if (!file) return refuse(404, `There is no file ${id}.`)
  if (stale_urls !== undefined) file.stale_urls = stale_urls
  if (url !== undefined) file.url = url
  if (redirect !== undefined) file.redirect = redirect
  if (forget) media.delete(id)
  return json(200, { id })
}

/** For the page of the phone, which has no token. A picture alone is shown; nothing of it can run. */
export function getMedia({ media }: Sandbox, call: Call): Reply {
  const file = media.find(call.query.get('id') ?? '')
  if (!file) return refuse(404, 'There is no such file.')
  const isPicture = /^image\/(jpeg|png|webp)$/.test(file.mime_type)
  return {
    kind: 'sent',
    status: 200,
    headers: {
      'content-type': isPicture ? file.mime_type : 'application/octet-stream',
      'content-disposition': isPicture ? 'inline' : 'attachment',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
    body: file.bytes,
  }
}
