import { el, icon } from './dom.js'
import { formatTime } from './format.js'

const fates = {
  accepted: ['accepted', 'Accepted'],
  sent: ['sent', 'Sent'],
  delivered: ['delivered', 'Delivered'],
  read: ['delivered', 'Read'],
  failed: ['failed', 'Not delivered'],
}

export function bubble(message) {
  const isCard = message.code !== undefined
  const classes = ['bubble', isCard && 'card', message.direction === 'inbound' && 'mine']
  const item = el('li', { class: classes.filter(Boolean).join(' ') })
  const isFile = message.file !== undefined
  const isSilent = isFile && message.text === `[${message.type}]`
  const words = isSilent ? '' : el('p', { class: 'words', dir: 'auto' }, ...withBold(message.text))
  const fate = el('p', { class: 'fate' })
  if (isCard) item.append(code(message), words, fate, copyButton(message))
  else item.append(...(isFile ? [attachment(message)] : []), words, fate)
  return item
}

/** Brings the ticks up to date. */
export function setFate(item, message) {
  if (item.dataset.status === message.status) return
  item.dataset.status = message.status
  item.classList.toggle('failed', message.status === 'failed')
  const [sign, word] = fates[message.status]
  const time = el('time', { datetime: message.received_at }, formatTime(message.received_at))
  const tick = el('span', { class: `tick ${message.status}` }, icon(sign), word)
  item.querySelector('.fate').replaceChildren(time, tick)
}

function attachment({ file, direction }) {
  const href = `/_sandbox/media?id=${encodeURIComponent(file.id)}`
  if (!file.is_picture) return el('a', { class: 'file', href, download: file.name }, icon('file'), file.name)
  const whose = direction === 'inbound' ? 'Picture that you sent' : 'Picture that arrived'
  return el(
    'a',
    { class: 'picture', href, target: '_blank' },
    el('img', { src: href, alt: `${whose}: ${file.name}` }),
  )
}

function code(message) {
  const length = message.code.length
  const size = length > 12 ? 'longest' : length > 8 ? 'long' : ''
  return el('p', { class: `code ${size}`, id: codeId(message) }, message.code)
}

function copyButton(message) {
  const label = el('span', {}, 'Copy code')
  const button = el('button', {
    type: 'button',
    class: 'button copy',
    'aria-describedby': codeId(message),
  })
  button.append(icon('copy'), label)
  button.onclick = async () => {
    const isCopied = await copy(message.code)
    label.textContent = isCopied ? 'Copied' : 'Select the code to copy it'
    button.firstElementChild.replaceWith(icon(isCopied ? 'done' : 'copy'))
    setTimeout(() => {
      label.textContent = 'Copy code'
      button.firstElementChild.replaceWith(icon('copy'))
    }, 2500)
  }
  return button
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = el('textarea', { class: 'unseen' })
    area.value = text
    document.body.append(area)
    area.select()
    const isCopied = document.execCommand('copy')
    area.remove()
    return isCopied
  }
}

const codeId = ({ wamid }) => `code-${wamid.replace(/\W/g, '')}`

function withBold(text) {
  return text.split(/\*([^*\n]+)\*/g).map((part, index) => (index % 2 ? el('strong', {}, part) : part))
}
