import { el, find, reconcile } from './dom.js'
import { formatNumber, formatTime, plainText } from './format.js'

const mostRows = 200

export function renderInbox(conversations, { route, isFirst, onOpen }) {
  find('filter').hidden = !route.isFiltered
  if (route.isFiltered) find('filter').firstElementChild.textContent = `Only ${formatNumber(route.person)}`
  find('empty').hidden = conversations.length > 0
  find('conversations').hidden = conversations.length === 0
  reconcile(find('conversations'), conversations.slice(0, mostRows), {
    create: () => el('li', { class: isFirst ? undefined : 'new' }),
    update(item, conversation) {
      const signature = `${conversation.last.wamid} ${conversation.last.status} ${conversation.unread}`
      if (item.dataset.signature === signature) return
      item.dataset.signature = signature
      const hadFocus = item.contains(document.activeElement)
      item.replaceChildren(row(conversation, onOpen))
      if (hadFocus) item.firstElementChild.focus()
    },
  })
}

function row(conversation, onOpen) {
  const { name, person, last, unread } = conversation
  const words = plainText(last.text)
  return el(
    'button',
    { type: 'button', class: 'row', onclick: () => onOpen(conversation) },
    initial(name),
    el('span', { class: 'name' }, name),
    el('time', { class: 'mono', datetime: last.received_at }, formatTime(last.received_at)),
    el('span', { class: 'snippet' }, ...beginning(last), words),
    ...(unread > 0 ? [unreadMark(unread)] : []),
    el('span', { class: 'number mono' }, `to ${formatNumber(person)}`),
  )
}

function beginning({ direction, status }) {
  if (status === 'failed') return [el('strong', { class: 'failed' }, 'Not delivered'), ' · ']
  return direction === 'inbound' ? ['You: '] : []
}

function unreadMark(count) {
  const shown = count > 99 ? '99+' : String(count)
  return el('span', { class: 'unread mono' }, shown, el('span', { class: 'unseen' }, ' unread'))
}

export function initial(name) {
  return el('span', { class: 'initial', 'aria-hidden': 'true' }, [...name][0]?.toUpperCase() ?? '?')
}
