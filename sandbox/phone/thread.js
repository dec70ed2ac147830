import { bubble, setFate } from './bubble.js'
import { el, find, reconcile } from './dom.js'
import { formatDay, formatNumber } from './format.js'

const mostBubbles = 200
let shown
let wasAtEnd = true

/** A picture has its height only once it is there, and whoever was at the end stays there. */
const stayAtEnd = () => {
  const scroll = find('scroll')
  if (wasAtEnd) scroll.scrollTop = scroll.scrollHeight
}
find('bubbles').addEventListener('load', stayAtEnd, true)

export function renderThread(conversation) {
  const isSame = shown === conversation.key
  const scroll = find('scroll')
  wasAtEnd = !isSame || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80
  if (!isSame) {
    shown = conversation.key
    find('bubbles').replaceChildren()
    find('words').value = ''
    find('problem').hidden = true
  }
  find('thread-title').textContent = conversation.name
  find('thread-numbers').textContent = `to ${formatNumber(conversation.person)}`
  reconcile(find('bubbles'), withDays(conversation.messages.slice(-mostBubbles)), {
    create(entry) {
      if (!entry.message) return el('li', { class: 'day' }, entry.day)
      const item = bubble(entry.message)
      if (isSame) item.classList.add('new')
      return item
    },
    update: (item, entry) => entry.message && setFate(item, entry.message),
  })
  stayAtEnd()
}

export function closeThread() {
  shown = undefined
}

function withDays(messages) {
  let day
  return messages.flatMap((message) => {
    const entry = { key: message.wamid, message }
    const itsDay = formatDay(message.received_at)
    if (itsDay === day) return [entry]
    day = itsDay
    return [{ key: `day ${day}`, day }, entry]
  })
}
