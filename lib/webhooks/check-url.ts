import { AppError } from '@/lib/core/errors'
import { checkOutboundHost, checkOutboundUrl } from '@/lib/gateways/outbound'

/**
 * The URL as it is kept. Asks the name servers, so that no transaction may be open meanwhile. Throws
 * `url_not_allowed`, in words that tell nothing of our network.
 */
export async function checkEndpointUrl(text: string): Promise<string> {
  const checked = checkOutboundUrl(text)
  if (!checked.ok) throw notAllowed(checked.reason)
  const host = await checkOutboundHost(checked.url)
  if (!host.ok) throw notAllowed(host.reason)
  return checked.url
}

function notAllowed(reason: string): AppError {
  return new AppError('url_not_allowed', { detail: reason, faults: [{ path: 'url', message: reason }] })
}
