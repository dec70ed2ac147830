const stops = new Set(['stop', 'unsubscribe', 'stop all', 'cancel', 'end', 'quit', 'opt out', 'optout'])
const starts = new Set(['start', 'unstop', 'subscribe', 'opt in', 'optin'])

/** Whether a message, taken whole, says that the person wants no more of them, or wants them again. */
export function readStopWord(text: string): 'stop' | 'start' | null {
  const word = text
    .slice(0, 64)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  if (stops.has(word)) return 'stop'
  return starts.has(word) ? 'start' : null
}
