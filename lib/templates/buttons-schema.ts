import type { Fault } from '@/lib/core/errors'
import type { ButtonInput } from '@/lib/templates/component-schema'

const limits = { buttons: 10, label: 25, url: 2_000, phone: 20, code: 15 }
/** How many of a kind Meta takes at most. */
const most: Record<string, number> = { QUICK_REPLY: 10, URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, FLOW: 1 }

export function lintButtons(buttons: readonly ButtonInput[], path: string): Fault[] {
  if (buttons.length === 0)
    return [{ path, message: 'There are no buttons.', fix: 'Add one, or leave the part out.' }]
  const faults = buttons.flatMap((button, index) => lintButton(button, `${path}.${index}`))
  if (buttons.length > limits.buttons)
    faults.push({ path, message: `There are more than ${limits.buttons} buttons.`, fix: 'Take some away.' })
  for (const [type, limit] of Object.entries(most)) {
    const count = buttons.filter((button) => button.type === type).length
    if (count > limit)
      faults.push({ path, message: `There are ${count} buttons of type ${type}.`, fix: `Keep ${limit}.` })
  }
  return [...faults, ...lintOrder(buttons, path), ...lintLabels(buttons, path)]
}

function lintButton(button: ButtonInput, path: string): Fault[] {
  if (button.type === 'OTP') {
    const fix = 'Create an authentication template for codes.'
    return [{ path: `${path}.type`, message: 'A code button belongs to authentication alone.', fix }]
  }
  if (!Object.hasOwn(most, button.type)) {
    const fix = `Use one of ${Object.keys(most).join(', ')}.`
    return [{ path: `${path}.type`, message: `There is no button of type ${button.type}.`, fix }]
  }
  if (button.type === 'COPY_CODE') return lintCode(button, path)
  const faults = lintLabel(button.text ?? '', `${path}.text`)
  if (button.type === 'URL') faults.push(...lintUrl(button, path))
  if (button.type === 'PHONE_NUMBER' && !/^\+?[0-9]{5,20}$/.test(button.phone_number ?? ''))
    faults.push({
      path: `${path}.phone_number`,
      message: 'The number cannot be called.',
      fix: `Write it in E.164 with at most ${limits.phone} characters, such as +14155550100.`,
    })
  return faults
}

function lintLabel(text: string, path: string): Fault[] {
  if (text.trim() === '')
    return [{ path, message: 'The button has no label.', fix: 'Write what pressing it does.' }]
  if (text.length > limits.label) {
    const fix = `Make it ${text.length - limits.label} shorter.`
    return [{ path, message: `The label is longer than ${limits.label} characters.`, fix }]
  }
  if (text.includes('{{') || /[\n\r]/.test(text))
    return [{ path, message: 'A label is one line without variables.', fix: 'Take them out.' }]
  return []
}

function lintUrl({ url = '', example }: ButtonInput, path: string): Fault[] {
  const at = `${path}.url`
  const [base = '', ...variables] = url.split(/(?=\{\{)/)
  if (!isWebAddress(base))
    return [{ path: at, message: 'The address cannot be opened.', fix: 'Begin it with https:// and a host.' }]
  const faults: Fault[] = []
  if (url.length > limits.url) {
    const fix = `Make it ${url.length - limits.url} shorter.`
    faults.push({ path: at, message: `The address is longer than ${limits.url} characters.`, fix })
  }
  if (/^https?:\/\/(wa\.me|api\.whatsapp\.com)\b/i.test(base))
    faults.push({
      path: at,
      message: 'Meta refuses links to WhatsApp itself.',
      fix: 'Link to your own site.',
    })
  if (variables.length === 0) return faults
  if (variables.length > 1 || !/^\{\{(1|[a-z][a-z0-9_]*)\}\}$/.test(variables[0] ?? ''))
    faults.push({ path: at, message: 'An address has one variable, at its end.', fix: 'End it with {{1}}.' })
  const sample = typeof example === 'string' ? example : example?.[0]
  if (!sample?.trim()) {
    const message = 'An example of the whole address is missing.'
    faults.push({ path: `${path}.example`, message, fix: 'Give one as it will be.' })
  }
  return faults
}

function lintCode({ example }: ButtonInput, path: string): Fault[] {
  const sample = (typeof example === 'string' ? example : example?.[0]) ?? ''
  if (sample.trim() !== '' && sample.length <= limits.code) return []
  const message = `A sample code of at most ${limits.code} characters is missing.`
  return [{ path: `${path}.example`, message, fix: 'Give one such as SUMMER25.' }]
}

/** Meta wants quick replies next to each other: before or after all others. */
function lintOrder(buttons: readonly ButtonInput[], path: string): Fault[] {
  const turns = buttons.filter(
    ({ type }, index) =>
      index > 0 && (type === 'QUICK_REPLY') !== (buttons[index - 1]?.type === 'QUICK_REPLY'),
  )
  if (turns.length <= 1) return []
  const fix = 'Put all quick replies before or after the other buttons.'
  return [{ path, message: 'Quick replies stand between other buttons.', fix }]
}

function lintLabels(buttons: readonly ButtonInput[], path: string): Fault[] {
  const labels = buttons.flatMap(({ text }) => (text?.trim() ? [text.trim()] : []))
  const twice = labels.find((label, index) => labels.indexOf(label) !== index)
  if (twice === undefined) return []
  return [{ path, message: `Two buttons are called “${twice}”.`, fix: 'Give each a label of its own.' }]
}

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.')
  } catch {
    return false
  }
}
