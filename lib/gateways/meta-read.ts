import { callGraph, type GraphResult } from '@/lib/gateways/meta-graph'

type Sender = { phoneNumberId: string; accessToken: string }

/** Shows the person that their message was read, and all that they wrote before it. */
export function postReadReceipt({ phoneNumberId, accessToken }: Sender, wamid: string): Promise<GraphResult> {
  const body = { messaging_product: 'whatsapp', status: 'read', message_id: wamid }
  return callGraph({
    method: 'POST',
    path: `/${encodeURIComponent(phoneNumberId)}/messages`,
    body,
    accessToken,
  })
}
