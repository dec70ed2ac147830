import { MessageDraft } from '@/lib/messages/content-schema'

/** What somebody answers in the dashboard: to whom, the address says, so that no number goes to the browser. */
export const ReplyInput = MessageDraft.pick({
  from: true,
  text: true,
  template: true,
  reply_to: true,
}).refine(({ text, template }) => (text === undefined) !== (template === undefined), {
  path: ['text'],
  message: 'Send exactly one of `text` and `template`.',
})
