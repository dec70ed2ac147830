import type { MessageListItem, WindowObject } from '@/lib/messages/list-schema'

/** Somebody who talks to the tenant, as whoever asks may see them. */
export type ThreadPerson = {
  /** What the address of their conversation ends with: their contact's id, or a message's where there is none. */
  key: string
  contact_id: string | null
  phone: string | null
  bsuid: string | null
  /** What the tenant calls them, or else what they call themselves. */
  name: string | null
  username: string | null
}

/** One of the tenant's numbers, and how this person stands with it. */
export type ThreadSender = {
  id: string
  display_name: string
  phone: string
  is_connected: boolean
  window: WindowObject
  unread: number
}

export type ThreadSuppression = { scope: 'all' | 'marketing'; reason: string }

export type Thread = {
  person: ThreadPerson
  /** Whom they last talked to first. */
  senders: ThreadSender[]
  suppression: ThreadSuppression | null
  /** Oldest first, as it is read. */
  messages: MessageListItem[]
  has_earlier: boolean
  /** The newest message of theirs that nobody has opened; null when there is none. */
  unread_message_id: string | null
}

export type ConversationItem = {
  person: ThreadPerson
  sender: Pick<ThreadSender, 'id' | 'display_name'>
  window: WindowObject
  unread: number
  last_message: MessageListItem | null
  last_message_at: string
}

export type ConversationList = { data: ConversationItem[]; has_more: boolean; next_cursor: string | null }
