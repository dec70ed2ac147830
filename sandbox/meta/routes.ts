import type { Call } from '../http/call'
import type { Sandbox } from '../sandbox'
import { getAccount } from './account-reads'
import { requireOwnToken } from './authorize'
import { graphError, unknownObject } from './errors'
import { answerMedia, postMedia } from './media'
import { answerOnboarding } from './onboarding'
import { getPhoneNumber, listPhoneNumbers } from './phone-numbers'
import { postMessage } from './post-message'
import { routeTemplates, wabaOfTemplate } from './template-routes'

export type GraphCall = { call: Call; body: unknown; token: string }
/** `accepted` when a message was taken, so that its answer may yet be lost on the way. */
export type GraphAnswer = { value: unknown; accepted?: boolean }

export async function routeGraph(sandbox: Sandbox, { call, body, token }: GraphCall): Promise<GraphAnswer> {
  const [, , id = '', edge, more] = call.path.split('/')
  const sender = sandbox.senders.find(id)
  const siblings = sandbox.senders.ofWaba(ownerOf(sandbox, id))
  const file = sandbox.media.find(id)
  const holder = file && sandbox.senders.find(file.phone_number_id)
  const owners = [sender ?? holder ?? siblings].flat()
  requireOwnToken(sandbox, { call, token, id, owners })

  const asked = more ? undefined : `${call.method} ${edge ?? ''}`
  const onboarding = asked && answerOnboarding(sandbox, { call, body, token, id, edge })
  if (onboarding) return { value: onboarding }
  const isOut = sender && sandbox.onboarding.number(id)?.is_registered === false
  if (isOut && asked === 'POST messages') throw graphError(133010)
  if (sender && asked === 'POST messages') return postMessage(sandbox, sender, body)
  if (sender && asked === 'POST media') return { value: await postMedia(sandbox, sender, call) }
  if (file && holder && asked?.endsWith(' '))
    return { value: answerMedia(sandbox, call, { file, sender: holder }) }
  if (sender && asked === 'GET ') return { value: getPhoneNumber(sandbox, sender, call.query) }
  const isAccount = siblings.length > 0 || sandbox.onboarding.account(id) !== undefined
  if (isAccount && !sender && !wabaOfTemplate(sandbox, id) && asked === 'GET ')
    return { value: getAccount(sandbox, id, call.query) }
  if (!sender && asked === 'GET phone_numbers')
    return { value: listPhoneNumbers(sandbox, siblings, call.query) }
  const ofTemplates = !sender && routeTemplates(sandbox, { call, body, id, edge, asked })
  if (ofTemplates) return ofTemplates
  throw unknownObject(call.method, id)
}

/** The account that an id names, by its own or by that of one of its templates. */
function ownerOf(sandbox: Sandbox, id: string): string {
  return sandbox.senders.ofWaba(id).length > 0 ? id : (wabaOfTemplate(sandbox, id) ?? id)
}
