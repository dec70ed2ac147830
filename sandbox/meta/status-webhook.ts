import type { Message, Status } from '../state/messages'
import { digitsOf, type Sender } from '../state/senders'
import { reportedError } from './errors'
import { contactOf, waIdOf } from './person'

export type Report = { status: Exclude<Status, 'accepted'>; at: Date; isPriced: boolean; failure?: number }

/** The body that tells the app how one message fared. */
export function statusWebhook(sender: Sender, message: Message, reports: Report[]) {
  const person = contactOf(waIdOf(digitsOf(message.to)))
  const { user_id } = message
  const contact = user_id === undefined ? person : { profile: person.profile, user_id }
  const hasFailed = reports.some(({ status }) => status === 'failed')
  return envelope(sender, {
    ...(!hasFailed && { contacts: [contact] }),
    statuses: reports.map((report) => ({
      id: message.wamid,
      status: report.status,
      timestamp: String(Math.floor(report.at.getTime() / 1000)),
      ...('wa_id' in contact && { recipient_id: contact.wa_id }),
      ...(report.status !== 'failed' && { recipient_user_id: contact.user_id }),
      ...(message.biz_opaque_callback_data !== undefined && {
        biz_opaque_callback_data: message.biz_opaque_callback_data,
      }),
      ...(report.isPriced && {
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: message.category },
      }),
      ...(report.failure !== undefined && { errors: [reportedError(report.failure)] }),
    })),
  })
}

/** What every webhook about messages, and about what people want of them, is wrapped in. */
export function envelope(sender: Sender, value: Record<string, unknown>, field = 'messages') {
  const metadata = {
    display_phone_number: digitsOf(sender.display_phone_number),
    phone_number_id: sender.phone_number_id,
  }
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: sender.waba_id,
        changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field }],
      },
    ],
  }
}
