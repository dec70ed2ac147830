import { el, find, icon } from './dom.js'
import { formatNumber, formatOffset } from './format.js'

const names = {
  accepted: 'Accepted',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not delivered',
}
const usual = ['accepted', 'sent', 'delivered', 'read']
let drawn

/** How the last message fared, moment by moment. */
export function renderFlight(message) {
  const signature = message && `${message.wamid} ${message.timeline.length}`
  if (signature === drawn && drawn !== undefined) return
  drawn = signature
  if (!message) {
    find('flight').replaceChildren(el('p', { class: 'none' }, 'No message yet.'))
    return
  }
  const startedAt = Date.parse(message.timeline[0].at)
  const steps = [...message.timeline].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const reached = steps.map(({ status }) => status)
  const pending = reached.includes('failed') ? [] : usual.slice(usual.indexOf(reached.at(-1)) + 1)
  find('flight').replaceChildren(
    el('p', { class: 'to mono' }, `to ${formatNumber(message.to)}`),
    el(
      'ol',
      {},
      ...steps.map(({ status, at }) => node(status, formatOffset(Date.parse(at) - startedAt))),
      ...pending.map((status) => node(status, '–', 'pending')),
    ),
  )
}

function node(status, offset, state = status === 'failed' ? 'failed' : 'reached') {
  const mark = state === 'failed' ? el('i', {}) : icon('stoop')
  return el('li', { class: state }, mark, names[status], el('span', { class: 'mono' }, offset))
}
