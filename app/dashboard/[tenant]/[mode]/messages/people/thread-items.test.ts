import { expect, test } from 'vitest'
import type { MessageListItem } from '@/lib/messages/list-schema'
import { MessageDetail } from '@/lib/messages/list-schema'
import { readPreview } from '@/lib/messages/read-preview'
import { getMessageExamples } from '@/lib/messages/reading-examples'
import { threadDays } from './thread-items'

const example = MessageDetail.parse(getMessageExamples.reply)
const previewOf = (message: MessageListItem) => readPreview(message, { mayRead: true })

function said(id: string, more: Partial<MessageListItem> = {}): MessageListItem {
  return { ...example, id, ...more }
}
function reacted(to: string, emoji: string, more: Partial<MessageListItem> = {}): MessageListItem {
  return said(`reaction ${emoji}`, { type: 'reaction', reply_to: to, content: { emoji }, ...more })
}

test('messages are grouped by the day on which they came', () => {
  const days = threadDays(
    [said('a', { created_at: '2026-11-23T23:59:59.999Z' }), said('b'), said('c')],
    previewOf,
  )
  expect(days.map(({ day, items }) => [day, items.map(({ message }) => message.id)])).toEqual([
    ['2026-11-23', ['a']],
    ['2026-11-24', ['b', 'c']],
  ])
})

test('a reaction stands at its message, the last of each side', () => {
  const [day] = threadDays(
    [
      said('a'),
      reacted('a', '👍', { direction: 'inbound' }),
      reacted('a', '🎉', { direction: 'inbound' }),
      reacted('a', '❤️'),
      reacted('a', '🚫', { status: 'failed' }),
      reacted('gone', '🤷', { direction: 'inbound' }),
    ],
    previewOf,
  )
  expect(day?.items.map(({ message, reactions }) => [message.id, reactions])).toEqual([
    [
      'a',
      [
        { emoji: '🎉', by: 'inbound' },
        { emoji: '❤️', by: 'outbound' },
      ],
    ],
    ['reaction 🤷', []],
  ])
})

test('a reaction that was taken back is gone', () => {
  const [day] = threadDays([said('a'), reacted('a', '👍'), reacted('a', '')], previewOf)
  expect(day?.items.map(({ reactions }) => reactions)).toEqual([[]])
})

test('an answer quotes what it answers', () => {
  const [day] = threadDays([said('a'), said('b', { reply_to: 'a', direction: 'inbound' })], previewOf)
  expect(day?.items[1]?.quoted?.message.id).toBe('a')
})
