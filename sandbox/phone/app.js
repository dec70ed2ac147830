import { sendFile } from './attach.js'
import { announce, hideBanner, showBanner } from './banner.js'
import { setUpCompose, startWriting } from './compose.js'
import { find } from './dom.js'
import { renderFlight } from './flight.js'
import { formatTime } from './format.js'
import { renderInbox } from './inbox.js'
import { listen, markRead, sendReply } from './live.js'
import { openConversation, readRoute, showAll, showList } from './route.js'
import { add, conversations, keyOf, lastFlight, personOf, replaceAll, setStatus, unreadOf } from './store.js'
import { closeThread, renderThread } from './thread.js'

let route = readRoute()
let current
let isLoaded = false
let isWaiting = false
let hasRows = false
let isWriting = false
const reportedRead = new Set()

/** However much arrives at once, the page is drawn once a frame. */
function renderSoon() {
  if (isWaiting) return
  isWaiting = true
  requestAnimationFrame(() => {
    isWaiting = false
    render()
  })
}

function render() {
  if (!isLoaded) return
  const all = conversations()
  const inView = route.isFiltered ? all.filter(({ person }) => person === route.person) : all
  current = route.isList ? undefined : pick(inView)
  find('compose').hidden = !isWriting
  find('inbox').hidden = isWriting || current !== undefined
  find('thread').hidden = isWriting || current === undefined
  if (isWriting) return
  if (current) {
    renderThread(current)
    reportRead()
  } else {
    closeThread()
    renderInbox(inView, { route, isFirst: !hasRows, onOpen: open })
    hasRows = true
  }
  renderFlight(lastFlight(current ?? inView[0]))
}

/** The sender named in the address; without one, whoever is open stays open, and at first that is the newest. */
function pick(inView) {
  const sender = route.sender ?? current?.sender
  const ofPerson = inView.filter(({ person }) => person === route.person)
  return ofPerson.find((conversation) => conversation.sender === sender) ?? ofPerson[0]
}

function write(isNow) {
  isWriting = isNow
  render()
  if (isNow) startWriting(route.person)
  else find('inbox-title').focus()
}

function open(conversation) {
  isWriting = false
  openConversation(conversation, route.isFiltered && conversation.person === route.person)
  find('thread-title').focus()
}

/** Seen is what is open in a page that a person can see. */
function reportRead() {
  if (!current || isWriting || document.visibilityState !== 'visible') return
  const wamids = unreadOf(current).filter((wamid) => !reportedRead.has(wamid))
  if (wamids.length === 0) return
  for (const wamid of wamids) reportedRead.add(wamid)
  markRead(wamids)
}

async function reply(text) {
  if (!current || text === '') return
  return tell(await sendReply(current, text))
}

function tell(problem) {
  find('problem').hidden = problem === undefined
  find('problem').textContent = problem ?? ''
  return problem === undefined
}

function forget() {
  reportedRead.clear()
  hideBanner()
  replaceAll([])
  renderSoon()
}

listen({
  onAll(messages) {
    isLoaded = true
    replaceAll(messages)
    renderSoon()
  },
  onMessage(message) {
    if (!add(message)) return
    renderSoon()
    if (message.direction === 'inbound') return
    announce(message)
    const isHidden = route.isFiltered && personOf(message) !== route.person
    const isElsewhere = current ? keyOf(message) !== current.key : isHidden
    if (isElsewhere) showBanner(message, () => open({ person: message.to, sender: message.phone_number_id }))
  },
  onStatus(status) {
    setStatus(status)
    renderSoon()
  },
  onReset: forget,
  onConnected(isConnected) {
    find('offline').hidden = isConnected
  },
})

addEventListener('popstate', () => {
  route = readRoute()
  current = undefined
  hideBanner()
  render()
})
document.addEventListener('visibilitychange', renderSoon)
find('filter').querySelector('button').onclick = showAll
find('back').onclick = () => {
  showList(route)
  find('inbox-title').focus()
}
find('write').onclick = () => write(true)
setUpCompose({ onLeave: () => write(false), onSent: open })
find('stop').onclick = () => reply('STOP')
find('reply').onsubmit = async (event) => {
  event.preventDefault()
  const words = find('words')
  const text = words.value.trim()
  words.value = ''
  if ((await reply(text)) === false) words.value = text
}

find('attach').onclick = () => find('file').click()
find('file').onchange = async ({ target }) => {
  const [file] = target.files
  target.value = ''
  if (!current || !file) return
  const words = find('words')
  const caption = words.value.trim()
  if (tell(await sendFile(current, file, caption))) words.value = ''
}

const tick = () => {
  find('clock').textContent = formatTime(new Date())
}
tick()
setInterval(tick, 5000)
