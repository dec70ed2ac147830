import { z } from 'zod'

/** A number as the events about it show it. */
export const SenderEventObject = z.object({
  id: z.string().describe("The sender's id, `snd_…`. Opaque."),
  phone: z.string().describe('The number that people see.'),
  display_name: z.string().describe('The name that people see, as Meta has it.'),
  status: z.enum(['pending', 'connected', 'disconnected']).describe('Whether it can send.'),
  is_primary: z.boolean().describe('Whether what names no sender goes out from it.'),
  quality: z
    .enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN'])
    .nullable()
    .describe("Meta's rating of it; null where Meta has not said one."),
  number_status: z.string().nullable().describe("Meta's word for the state of the number."),
  name_status: z.string().nullable().describe("Meta's word for the state of the display name."),
  waba_id: z.string().describe('The WhatsApp Business Account that it belongs to.'),
  connected_at: z.string().nullable().describe('When it was last connected.'),
  disconnected_at: z.string().nullable().describe('When it was disconnected; null while it is connected.'),
  disconnect_reason: z.string().nullable().describe('Why it was disconnected, in a word.'),
})
export type SenderEventObject = z.infer<typeof SenderEventObject>

export const senderEventExample: SenderEventObject = {
  id: 'snd_01kb5t9zr4e7bvd2k8m3x6w0qa',
  phone: '+12025550100',
  display_name: 'Kestrel',
  status: 'connected',
  is_primary: true,
  quality: 'GREEN',
  number_status: 'CONNECTED',
  name_status: 'APPROVED',
  waba_id: '900100200300401',
  connected_at: '2026-11-24T09:30:00.120Z',
  disconnected_at: null,
  disconnect_reason: null,
}
