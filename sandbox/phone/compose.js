import { find } from './dom.js'
import { sendMessage } from './live.js'

const firstPerson = '+14155550123'

/** The form with which a person writes first, also by following a business's link. */
export function setUpCompose({ onLeave, onSent }) {
  const { to, text, from, hidden } = find('compose-form').elements
  to.oninput = () => {
    const link = readLink(to.value)
    if (!link) return
    to.value = link.to
    text.value = link.text
  }
  find('compose-back').onclick = onLeave
  find('compose-form').onsubmit = async (event) => {
    event.preventDefault()
    const message = { from: from.value, to: to.value, text: text.value }
    const answer = await sendMessage(hidden.checked ? { ...message, username: 'ana.example' } : message)
    showProblem(answer.error)
    if (!answer.error) onSent({ person: `+${digitsOf(from.value)}`, sender: answer.phone_number_id })
  }
}

export function startWriting(person) {
  const form = find('compose-form')
  form.reset()
  form.elements.from.value = person ?? firstPerson
  showProblem()
  form.elements.to.focus()
}

function showProblem(problem) {
  find('compose-problem').hidden = problem === undefined
  find('compose-problem').textContent = problem ?? ''
}

/** `https://wa.me/12025550100?text=Hello`, as a link or a QR code has it. */
function readLink(address) {
  const [, digits, query] = /^\s*(?:https?:\/\/)?wa\.me\/\+?(\d+)\/?(\?\S*)?\s*$/.exec(address) ?? []
  return digits && { to: `+${digits}`, text: new URLSearchParams(query).get('text') ?? '' }
}

const digitsOf = (number) => number.replace(/\D/g, '')
