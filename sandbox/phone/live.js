/** Listens to the sandbox. Every (re)connection begins with everything it knows, so nothing is missed. */
export function listen({ onAll, onMessage, onStatus, onReset, onConnected }) {
  const stream = new EventSource('/_sandbox/stream')
  stream.onopen = async () => {
    onConnected(true)
    const answer = await fetch('/_sandbox/phone').catch(() => undefined)
    if (answer?.ok) onAll((await answer.json()).data.reverse())
  }
  stream.onerror = () => onConnected(false)
  const on = (topic, act) => stream.addEventListener(topic, (event) => act(JSON.parse(event.data)))
  on('message', onMessage)
  on('status', onStatus)
  on('reset', onReset)
}

/** Returns what went wrong, or nothing. */
export async function sendReply(conversation, text) {
  return (await sendMessage({ from: conversation.person, to: conversation.sender, text })).error
}

/** Returns the sender that it reached, or what went wrong. */
export async function sendMessage(message) {
  return post('/_sandbox/inbound', message)
}

export async function markRead(wamids) {
  return post('/_sandbox/read', { wamids: wamids.slice(0, 1000) })
}

export async function post(path, body) {
  try {
    const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) })
    return await answer.json()
  } catch {
    return { error: 'The sandbox does not answer. Is it running?' }
  }
}
