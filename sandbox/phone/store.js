const mostMessages = 1000
const messages = new Map()

export const personOf = (message) => (message.direction === 'outbound' ? message.to : message.from)
const keyOf = (message) => `${personOf(message)} ${message.phone_number_id}`
const isUnread = ({ direction, status }) =>
  direction === 'outbound' && status !== 'read' && status !== 'failed'

/** Returns whether it was not known yet. */
export function add(message) {
  const isNew = !messages.has(message.wamid)
  messages.set(message.wamid, message)
  if (messages.size > mostMessages) messages.delete(messages.keys().next().value)
  return isNew
}

/** What the sandbox knows now, oldest first, takes the place of what the page knew. */
export function replaceAll(all) {
  messages.clear()
  for (const message of all) add(message)
}

export function setStatus({ wamid, status, timeline }) {
  const message = messages.get(wamid)
  if (message) messages.set(wamid, { ...message, timeline, status: timeline.at(-1)?.status ?? status })
}

/** One for each person and sender, the newest first. */
export function conversations() {
  const found = new Map()
  for (const message of messages.values()) {
    const key = keyOf(message)
    const conversation = found.get(key) ?? { key, messages: [], unread: 0 }
    conversation.messages.push(message)
    if (isUnread(message)) conversation.unread += 1
    found.delete(key)
    found.set(key, conversation)
  }
  return [...found.values()].reverse().map((conversation) => {
    const last = conversation.messages.at(-1)
    return {
      ...conversation,
      last,
      person: personOf(last),
      sender: last.phone_number_id,
      name: last.verified_name,
    }
  })
}

export function unreadOf(conversation) {
  return conversation.messages.filter(isUnread).map(({ wamid }) => wamid)
}

export function lastFlight(conversation) {
  return conversation?.messages.findLast(({ direction }) => direction === 'outbound')
}

export { keyOf }
