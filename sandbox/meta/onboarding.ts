import { z } from 'zod'
import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import type { Sender } from '../state/senders'
import { graphError } from './errors'

type Asked = { call: Call; body: unknown; token: string; id: string; edge: string | undefined }

/** What becomes of an account and a number around being connected; undefined for all other calls. */
export function answerOnboarding(sandbox: Sandbox, asked: Asked): object | undefined {
  const { call, id, edge } = asked
  const sender = sandbox.senders.find(id)
  const what = `${call.method} ${edge ?? ''}`
  if (sender && what === 'POST register') return register(sandbox, sender, asked.body)
  if (sender && what === 'POST deregister') return deregister(sandbox, sender)
  if (sender) return undefined
  if (edge === 'subscribed_apps') return answerSubscription(sandbox, asked)
}

function answerSubscription({ onboarding }: Sandbox, { call, id, token }: Asked): object | undefined {
  const appId = onboarding.grant(token)?.app_id ?? ''
  if (call.method === 'POST') onboarding.subscribe(id, appId)
  else if (call.method === 'DELETE') onboarding.unsubscribe(id, appId)
  else if (call.method !== 'GET') return undefined
  if (call.method !== 'GET') return { success: true }
  const data = onboarding.subscribersOf(id).map((subscriber) => ({
    whatsapp_business_api_data: {
      id: subscriber,
      name: 'Hawk Send (fictional)',
      link: `https://www.facebook.com/games/?app_id=${subscriber}`,
    },
  }))
  return { data }
}

const Register = z.object({
  messaging_product: z.literal('whatsapp'),
  pin: z.string().regex(/^\d{6}$/),
})

function register({ onboarding }: Sandbox, sender: Sender, body: unknown): object {
  const { data } = Register.safeParse(body)
  if (!data) throw graphError(100, 'The parameters messaging_product and pin, of six digits, are required.')
  const number = onboarding.number(sender.phone_number_id)
  if (number && !number.is_verified) throw graphError(133006)
  if (number?.pin && number.pin !== data.pin) throw graphError(133005)
  onboarding.changeNumber(sender.phone_number_id, { pin: data.pin, is_registered: true })
  return { success: true }
}

function deregister({ onboarding }: Sandbox, sender: Sender): object {
  if (onboarding.number(sender.phone_number_id)?.is_registered === false) throw graphError(133010)
  onboarding.changeNumber(sender.phone_number_id, { is_registered: false })
  return { success: true }
}

/** What Meta says of a number that the dialog has made; nothing for those that came with a token of their own. */
export function onboardedFields({ onboarding }: Sandbox, sender: Sender): object {
  const number = onboarding.number(sender.phone_number_id)
  if (!number) return {}
  return {
    verified_name: number.verified_name,
    code_verification_status: number.is_verified ? 'VERIFIED' : 'NOT_VERIFIED',
    platform_type: number.is_registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    status: number.is_registered ? 'CONNECTED' : 'PENDING',
    name_status: number.name_status,
    is_pin_enabled: number.pin !== null,
  }
}
