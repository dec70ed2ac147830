import { limitWords } from '@/lib/senders/limit-schema'
import type { Notice } from '@/lib/senders/notice-schema'

/** What the mail says: what has happened, what that means, what to do. */
export function noticeMail({ kind, detail }: Notice): { title: string; explanation: string; advice: string } {
  switch (kind) {
    case 'token_lost':
      return {
        title: 'A number cannot send any more',
        explanation: losses[detail ?? ''] ?? 'Hawk Send has lost the access to your WhatsApp account.',
        advice: 'Nothing goes out from the numbers of this account until you connect it again.',
      }
    case 'quality_low':
      return {
        title: 'The quality of a number is low',
        explanation: 'Meta rates it RED: many people have blocked or reported it within the last seven days.',
        advice: 'It still sends. Write only to people who expect it: Meta may lower its limit next.',
      }
    case 'limit_lowered': {
      const [before = null, now = null] = detail?.split(' ') ?? []
      return {
        title: 'Meta has lowered a messaging limit',
        explanation: `It allowed ${limitWords(before)} a day, and now allows ${limitWords(now)}.`,
        advice: 'The limit is shared by all numbers of the business. It rises again with good quality.',
      }
    }
    case 'ready':
      return {
        title: 'Your number can now send OTPs',
        explanation: 'All that Meta asks for is in order.',
        advice: 'Send with a live key, and it goes to real phones.',
      }
    case 'restricted':
      return {
        title: 'Meta restricts a number',
        explanation: `In Meta’s words: ${(detail ?? 'restricted').replaceAll('_', ' ').toLowerCase()}.`,
        advice: 'The page of the number says what still works and what to do.',
      }
  }
}

const losses: Record<string, string> = {
  access_removed: 'Somebody at your business took the WhatsApp account away from Hawk Send.',
  app_removed: 'Somebody at your business removed Hawk Send from the WhatsApp account.',
  account_deleted: 'The WhatsApp account was deleted.',
  account_offboarded: 'Meta took the WhatsApp account off its platform.',
  token_expired: 'Meta says that our access to your WhatsApp account has expired.',
  token_revoked: 'Meta says that our access to your WhatsApp account was taken away.',
}
