import { el, find, reconcile } from '/phone/dom.js'
import { formatDay, formatTime } from '/phone/format.js'

const parts = ['html', 'text', 'headers']
const mostRows = 200
const seen = new Set()
let mails = []
let isLoaded = false
let shown = ''
let part = 'html'

const openId = () => location.hash.slice(1)

async function load() {
  const answer = await fetch('/email').catch(() => undefined)
  if (!answer?.ok) return
  const known = new Set(mails.map(({ id }) => id))
  mails = (await answer.json()).data
  const [newest] = mails
  if (isLoaded && newest && !known.has(newest.id))
    find('announcer').textContent = `New mail: ${newest.subject}`
  isLoaded = true
  render()
}

function render() {
  if (!isLoaded) return
  const mail = mails.find(({ id }) => id === openId())
  find('empty').hidden = mails.length > 0
  find('clear').hidden = mails.length === 0
  find('none').hidden = mails.length === 0 || mail !== undefined
  document.querySelector('.mailbox').classList.toggle('reading', mail !== undefined)
  if (mail) seen.add(mail.id)
  reconcile(
    find('mails'),
    mails.slice(0, mostRows).map((each) => ({ key: each.id, ...each })),
    {
      create: (each) => el('li', {}, row(each)),
      update: (item, each) => mark(item.firstElementChild, each, mail),
    },
  )
  find('mail').hidden = mail === undefined
  if (mail) renderMail(mail)
  shown = mail?.id ?? ''
}

function row({ id, to, subject, received_at }) {
  return el(
    'button',
    { type: 'button', class: 'row', onclick: () => open(id) },
    el('span', { class: 'name' }, subject || 'No subject'),
    el('time', { class: 'mono', datetime: received_at }, formatTime(received_at)),
    el('span', { class: 'snippet' }, `to ${to}`),
  )
}

function mark(button, { id }, open) {
  button.classList.toggle('unread', !seen.has(id))
  button.setAttribute('aria-current', String(open?.id === id))
}

function renderMail(mail) {
  if (shown !== mail.id) {
    find('subject').textContent = mail.subject || 'No subject'
    const when = `${formatDay(mail.received_at)}, ${formatTime(mail.received_at)}`
    find('facts').replaceChildren(
      ...[
        ['From', mail.from],
        ['To', mail.to],
        ['Received', when],
      ].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
    )
    find('part-html').replaceChildren(
      el('iframe', {
        src: `/email/${mail.id}/html`,
        title: 'The mail',
        sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      }),
    )
    find('part-text').textContent = mail.text
    find('part-headers').textContent = Object.entries(mail.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')
  }
  for (const name of parts) {
    find(`part-${name}`).hidden = name !== part
    find(`tab-${name}`).setAttribute('aria-selected', String(name === part))
    find(`tab-${name}`).tabIndex = name === part ? 0 : -1
  }
}

function open(id) {
  location.hash = id
  render()
  find('subject').focus()
}

function choose(name) {
  part = name
  render()
  find(`tab-${name}`).focus()
}

for (const name of parts) find(`tab-${name}`).onclick = () => choose(name)
document.querySelector('.tabs').onkeydown = ({ key }) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
  if (step) choose(parts[(parts.indexOf(part) + step + parts.length) % parts.length])
}
find('back').onclick = () => {
  location.hash = ''
  render()
  find('inbox-title').focus()
}
find('clear').onclick = () => fetch('/email', { method: 'DELETE' })
addEventListener('hashchange', render)

const stream = new EventSource('/stream')
stream.onopen = () => {
  find('offline').hidden = true
  load()
}
stream.onerror = () => {
  find('offline').hidden = false
}
stream.addEventListener('mail', load)
