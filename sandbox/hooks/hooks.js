const byId = (id) => document.getElementById(id)
const most = 50
const list = byId('list')

const verdicts = {
  valid: ['✓ Signed', 'The signature holds.'],
  invalid: [
    '✕ Wrong signature',
    'None of the secrets that this inbox knows made it. Paste the secret of the workspace and mode.',
  ],
  stale: [
    '✕ Too old',
    'The signature holds, but its timestamp is more than five minutes away: it may be a replay.',
  ],
  unsigned: ['✕ Not signed', 'Its webhook-id, webhook-timestamp or webhook-signature is missing.'],
  unknown: ['○ Not checked', 'This inbox knows no secret yet. Paste the one of the workspace.'],
}

byId('url').textContent = location.href
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(location.href)
  byId('copy').textContent = 'Copied'
})

byId('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const secret = byId('secret').value.trim()
  const answer = await fetch('/_sandbox/hooks/secrets', { method: 'POST', body: JSON.stringify({ secret }) })
  const { error } = await answer.json()
  byId('said').textContent = error ?? 'What arrives from now on is checked with it too.'
  if (!error) byId('form').reset()
})

/** Every (re)connection begins with everything that is known, so nothing is missed. */
const stream = new EventSource('/_sandbox/stream')
stream.addEventListener('open', readAll)
stream.addEventListener('reset', readAll)
stream.addEventListener('hook', (event) => {
  list.prepend(item(JSON.parse(event.data)))
  while (list.children.length > most) list.lastChild.remove()
  count()
})

async function readAll() {
  const answer = await fetch('/_sandbox/hooks').catch(() => undefined)
  if (!answer?.ok) return
  list.replaceChildren(...(await answer.json()).data.map(item))
  count()
}

function count() {
  byId('count').textContent = list.children.length || ''
  byId('empty').hidden = list.children.length > 0
}

function item({ at, id, type, verdict, status, headers, body }) {
  const [word, why] = verdicts[verdict]
  const time = element('time', new Date(at).toLocaleTimeString())
  time.dateTime = at
  const summary = element('summary')
  summary.append(
    element('span', word, `verdict ${verdict}`),
    element('span', `${type ?? 'No event'}${status < 300 ? '' : ` → ${status}`}`, 'type'),
    time,
  )
  const told = element('div')
  told.append(
    element('p', `${why} Answered with ${status}.`, 'why'),
    element('code', id ?? ''),
    element('pre', pretty(body)),
    element('pre', lines(headers)),
  )
  const details = element('details')
  details.append(summary, told)
  const row = element('li')
  row.append(details)
  return row
}

function element(name, text, className) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className) made.className = className
  return made
}

function lines(headers) {
  return Object.entries(headers)
    .filter(([name]) => name.startsWith('webhook-') || name === 'content-type' || name === 'user-agent')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
