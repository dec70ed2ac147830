/**
 * Single keys, without Return where there is a terminal. Ctrl-C and the end of the process are `q`.
 *
 * @param {{ r: () => void, q: () => void }} keys
 */
export function onKeys({ r, q }) {
  const { stdin } = process
  /** @param {Buffer} chunk */
  const pressed = (chunk) => {
    for (const key of chunk.toString()) {
      if (key === 'r') r()
      if (key === 'q' || key === '\u0003') q()
    }
  }
  if (stdin.isTTY) stdin.setRawMode(true)
  stdin.on('data', pressed)
  process.on('SIGINT', q)
  process.on('SIGTERM', q)
  return {
    close: () => {
      if (stdin.isTTY) stdin.setRawMode(false)
      stdin.off('data', pressed)
      stdin.pause()
      process.off('SIGINT', q)
      process.off('SIGTERM', q)
    },
  }
}
