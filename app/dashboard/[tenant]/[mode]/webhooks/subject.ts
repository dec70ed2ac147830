import { z } from 'zod'

const Data = z.object({
  otp_id: z.string().optional(),
  id: z.string().optional(),
  endpoint_id: z.string().optional(),
})
const Body = z.object({ data: z.unknown() })

/** Which object an event is about: an OTP calls its id `otp_id`, a test event names its endpoint. */
export function subjectOf(data: unknown): string | null {
  const { otp_id, id, endpoint_id } = Data.safeParse(data).data ?? {}
  return otp_id ?? id ?? endpoint_id ?? null
}

/** The same of what is posted. */
export function subjectOfBody(body: string): string | null {
  return subjectOf(Body.safeParse(readJson(body)).data?.data)
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const screens: Record<string, string> = {
  otp: 'otps',
  msg: 'messages',
  tpl: 'templates',
  snd: 'senders',
  con: 'contacts',
  whe: 'webhooks',
}

/** Where an object is shown; undefined for what has no screen. */
export function subjectHref(base: string, id: string): string | undefined {
  const screen = screens[id.split('_')[0] ?? '']
  return screen && `${base}/${screen}/${id}`
}

const nouns: Record<string, string> = {
  otp: 'OTP',
  msg: 'message',
  tpl: 'template',
  snd: 'sender',
  con: 'contact',
  whe: 'endpoint',
}

export function subjectNoun(id: string): string {
  return `${nouns[id.split('_')[0] ?? ''] ?? 'object'} id`
}
