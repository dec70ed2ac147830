const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR)

/** @param {number} code */
const paint = (code) => (/** @type {string} */ text) => (isPlain ? text : `\u001B[${code}m${text}\u001B[0m`)

export const dim = paint(2)
export const bold = paint(1)
export const green = paint(32)
export const red = paint(31)

/**
 * What came from elsewhere, without what a terminal would take for a command.
 *
 * @param {string} text
 */
export function clean(text) {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 500)
}

/** @param {Date} [now] */
export function clock(now = new Date()) {
  return now.toTimeString().slice(0, 8)
}
