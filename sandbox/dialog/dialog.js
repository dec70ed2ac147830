const query = new URLSearchParams(window.location.search)
const form = document.querySelector('#form')
const problem = document.querySelector('#problem')
const { data: accounts } = await (await fetch('/_sandbox/onboarding')).json()

const say = (event, data) =>
  window.opener?.postMessage(
    JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event, data, version: 3 }),
    query.get('origin'),
  )

function choice(name, value, text, hint) {
  const label = document.createElement('label')
  label.className = 'choice'
  const input = Object.assign(document.createElement('input'), { type: 'radio', name, value })
  const words = document.createElement('span')
  const small = Object.assign(document.createElement('small'), { textContent: hint })
  words.append(text, ' ', small)
  label.append(input, words)
  return label
}

document
  .querySelector('#accounts')
  .append(
    ...accounts.map(({ waba_id, name, numbers }) =>
      choice('account', waba_id, name, `${numbers.length} ${numbers.length === 1 ? 'number' : 'numbers'}`),
    ),
  )

const chosen = (name) => new FormData(form).get(name)

function showNumbers() {
  const account = accounts.find(({ waba_id }) => waba_id === chosen('account'))
  document.querySelector('#name-field').hidden = account !== undefined
  document
    .querySelector('#numbers')
    .replaceChildren(
      ...(account?.numbers ?? []).map(({ phone_number_id, display_phone_number, verified_name }) =>
        choice('number', phone_number_id, display_phone_number, verified_name),
      ),
    )
  if (!chosen('number')) form.querySelector('[name=number][value=new]').checked = true
}
form.addEventListener('change', ({ target }) => target.name === 'account' && showNumbers())
showNumbers()

const numberFates = {
  review: { name_status: 'PENDING_REVIEW' },
  pin: { pin: '482913' },
  unverified: { is_verified: false },
}
const grantFates = {
  expired: { code_seconds: 0 },
  revoked: { is_revoked: true },
  scopes: { scopes: ['whatsapp_business_management', 'public_profile'] },
  granular: { is_granular: false },
}

function newNumber(name, fate) {
  const digits = String(1_000_000 + Math.floor(Math.random() * 8_999_999))
  return {
    display_phone_number: `+1 212-${digits.slice(0, 3)}-${digits.slice(3)}`,
    verified_name: name,
    ...numberFates[fate],
  }
}

async function share(fate) {
  const account = accounts.find(({ waba_id }) => waba_id === chosen('account'))
  const name = account?.name ?? (chosen('name').trim() || 'Example Shop')
  const number = chosen('number')
  const makes = number === 'new' || number === 'app' || (number === 'later' && !account)
  const response = await fetch('/_sandbox/onboarding', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      app_id: query.get('app_id'),
      name,
      ...(account && { waba_id: account.waba_id }),
      numbers: makes ? [newNumber(name, fate)] : [],
      grant: grantFates[fate] ?? {},
    }),
  })
  const shared = await response.json()
  if (!response.ok) throw new Error(shared.error)
  return { ...shared, phone_number_id: makes ? shared.numbers.at(-1).phone_number_id : number }
}

const events = {
  app: 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING',
  later: 'FINISH_ONLY_WABA',
  none: 'FINISH_ONLY_WABA',
}

form.addEventListener('submit', async (submitted) => {
  submitted.preventDefault()
  try {
    const fate = chosen('fate')
    const event = events[chosen('number')] ?? 'FINISH'
    const { waba_id, business_id, phone_number_id, code } = await share(fate)
    const ids = { waba_id, business_id, ...(event === 'FINISH' && { phone_number_id }) }
    say(event, fate === 'no-ids' ? {} : ids)
    // The SDK closes this window once it has the code.
    window.opener?.postMessage({ sandbox: 'code', code }, query.get('origin'))
  } catch (error) {
    problem.textContent = error.message
    problem.hidden = false
  }
})
document.querySelector('#cancel').addEventListener('click', () => {
  say('CANCEL', { current_step: 'PHONE_NUMBER_SETUP' })
  window.close()
})
document.querySelector('#error').addEventListener('click', () => {
  say('CANCEL', {
    error_message: 'Your business is not allowed to use WhatsApp.',
    error_code: '524126',
    session_id: 'f34b51dab5e0498',
    timestamp: Math.floor(Date.now() / 1000),
  })
  window.close()
})
document.querySelector('#close').addEventListener('click', () => window.close())
