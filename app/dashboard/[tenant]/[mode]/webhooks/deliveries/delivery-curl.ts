import type { DeliveryDetail } from '@/lib/webhooks/delivery-schema'

/** The last attempt as a command, with the signature that it had: libraries take it for a few minutes alone. */
export function curlOf({ url, body, attempts }: DeliveryDetail): string {
  const headers = attempts.at(-1)?.request.headers ?? { 'content-type': 'application/json' }
  const sent = Object.entries(headers).filter(([name]) => !/^(content-length|host|connection)$/i.test(name))
  return [
    `curl ${quoted(url)}`,
    ...sent.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ')
}

/** For a POSIX shell, to which nothing between single quotes means anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
