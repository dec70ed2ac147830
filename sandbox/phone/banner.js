import { el, find } from './dom.js'
import { plainText } from './format.js'
import { initial } from './inbox.js'

let timer

/** Says quietly that another conversation has a message. */
export function showBanner(message, onOpen) {
  const banner = find('banner')
  const fresh = banner.cloneNode(false)
  fresh.hidden = false
  fresh.append(
    el(
      'button',
      {
        type: 'button',
        onclick() {
          hideBanner()
          onOpen()
        },
      },
      initial(message.verified_name),
      el('strong', {}, message.verified_name),
      el('p', {}, plainText(message.text)),
    ),
  )
  banner.replaceWith(fresh)
  clearTimeout(timer)
  timer = setTimeout(hideBanner, 5000)
}

export function hideBanner() {
  find('banner').hidden = true
}

export function announce(message) {
  find('announcer').textContent = `${message.verified_name}: ${plainText(message.text)}`
}
