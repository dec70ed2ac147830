import { z } from 'zod'

export const noticeKinds = ['token_lost', 'quality_low', 'limit_lowered', 'ready', 'restricted'] as const

/** Something that the people of a workspace have to be told by mail, once. */
export const Notice = z.object({
  kind: z.enum(noticeKinds),
  /** What it is about: what several numbers of an account share is told once for all of them. */
  about: z.string(),
  at: z.iso.datetime(),
  /** What was and what is, in Meta's words. */
  detail: z.string().nullable(),
})
export type Notice = z.infer<typeof Notice>
export const Notices = z.array(Notice).catch([])
