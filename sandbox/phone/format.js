const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const day = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' })

export const formatTime = (at) => clock.format(new Date(at))

export function formatDay(at) {
  const date = new Date(at)
  return date.toDateString() === new Date().toDateString() ? 'Today' : day.format(date)
}

export function formatNumber(number) {
  return `+${number.replace(/\D/g, '').replace(/^1(\d{3})(\d{3})(\d{4})$/, '1 $1 $2 $3')}`
}

export function formatOffset(milliseconds) {
  if (milliseconds < 1000) return `${milliseconds > 0 ? '+' : ''}${milliseconds} ms`
  if (milliseconds < 60_000) return `+${(milliseconds / 1000).toFixed(1)} s`
  return `+${Math.round(milliseconds / 60_000)} min`
}

/** What stands between asterisks is meant bold. */
export function plainText(text) {
  return text.replace(/\*([^*\n]+)\*/g, '$1')
}
