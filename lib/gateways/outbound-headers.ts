/** What belongs to the connection and the message, and is ours to set. */
const ours = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * The headers of a request as name, value, name, value, or null where one of them may not be sent: a name that is no
 * token, a value with anything but printable ASCII (so neither CR nor LF), or one that is ours to set. A name that
 * comes twice counts as it came last.
 */
export function requestHeaders(given: Record<string, string>): string[] | null {
  const headers: Record<string, string> = { ...always }
  for (const name in given) {
    const value = given[name] ?? ''
    if (!isSendableHeader(name, value)) return null
    headers[name.toLowerCase()] = value
  }
  const list: string[] = []
  for (const name in headers) list.push(name, headers[name] ?? '')
  return list
}

const always = {
  // Some receivers refuse requests without one.
  'user-agent': 'Hawk-Send-Webhooks/1.0',
  accept: '*/*',
  // Whatever was compressed would have to be unpacked, and might unpack to anything.
  'accept-encoding': 'identity',
}

/** Whether a custom header can be sent at all; which of ours it may replace is decided elsewhere. */
export function isSendableHeader(name: string, value: string): boolean {
  return (
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) &&
    /^[\t\x20-\x7e]*$/.test(value) &&
    !ours.has(name.toLowerCase()) &&
    !/^(proxy|sec)-/i.test(name)
  )
}
