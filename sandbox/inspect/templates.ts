import { z } from 'zod'
import type { Call } from '../http/call'
import { json, type Reply } from '../http/reply'
import { decide, tell, unixNow } from '../meta/template-review'
import { heldTemplates } from '../meta/templates'
import type { Sandbox } from '../sandbox'
import type { HeldTemplate } from '../state/templates'
import { readBody, WrongInput } from './read-input'

const category = z.enum(['AUTHENTICATION', 'UTILITY', 'MARKETING'])
const subject = { waba_id: z.string(), name: z.string(), language: z.string().optional() }

const Act = z.discriminatedUnion('act', [
  z.strictObject({ ...subject, act: z.enum(['approve', 'pause', 'unpause', 'disable', 'flag', 'archive']) }),
  z.strictObject({ ...subject, act: z.literal('reject'), reason: z.string().default('INVALID_FORMAT') }),
  z.strictObject({
    ...subject,
    act: z.literal('quality'),
    quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']),
  }),
  z.strictObject({ ...subject, act: z.literal('category'), category, impending: z.boolean().default(false) }),
  /** As if somebody did it in WhatsApp Manager. */
  z.strictObject({ ...subject, act: z.literal('delete') }),
  /** How long reviews take from now on; null: until somebody decides. */
  z.strictObject({ act: z.literal('review'), delay_ms: z.number().int().min(0).max(3_600_000).nullable() }),
])
type Act = z.output<typeof Act>
type OnTemplate = Exclude<Act, { act: 'review' }>

export function listHeldTemplates(sandbox: Sandbox, call: Call): Reply {
  const wabaId = call.query.get('waba_id')
  if (wabaId === null) throw new WrongInput('waba_id: is missing')
  return json(200, { data: heldTemplates(sandbox, wabaId) })
}

/** Plays Meta's reviewers and its machines, and sends the webhook. */
export function actOnTemplate(sandbox: Sandbox, call: Call): Reply {
  const act = readBody(Act, call)
  if (act.act === 'review') {
    sandbox.senders.lifecycle.reviewDelay = act.delay_ms
    return json(200, { ok: true })
  }
  const found = heldTemplates(sandbox, act.waba_id).filter(
    ({ name, language }) => name === act.name && (act.language === undefined || language === act.language),
  )
  if (found.length === 0) throw new WrongInput(`name: ${act.waba_id} has no template ${act.name}`)
  return json(200, { data: found.map((held) => apply(sandbox, held, act)) })
}

function apply(sandbox: Sandbox, held: HeldTemplate, act: OnTemplate): HeldTemplate {
  switch (act.act) {
    case 'approve':
      return decide(sandbox, held, { status: 'APPROVED' })
    case 'unpause':
      return decide(sandbox, held, { status: 'APPROVED', event: 'REINSTATED' })
    case 'reject':
      return decide(sandbox, held, { status: 'REJECTED', reason: act.reason })
    case 'pause':
      return decide(sandbox, held, { status: 'PAUSED' })
    case 'disable':
      return decide(sandbox, held, { status: 'DISABLED' })
    case 'archive':
      return decide(sandbox, held, { status: 'ARCHIVED' })
    case 'flag':
      return decide(sandbox, held, { status: held.status, event: 'FLAGGED' })
    case 'delete':
      return decide(sandbox, held, { status: 'DELETED' })
    case 'quality':
      return setQuality(sandbox, held, act.quality)
    case 'category':
      return setCategory(sandbox, held, act)
  }
}

function setQuality(sandbox: Sandbox, held: HeldTemplate, quality: string): HeldTemplate {
  const scores = { previous_quality_score: held.quality, new_quality_score: quality }
  const next = sandbox.senders.lifecycle.put({ ...held, quality })
  tell(sandbox, next, 'message_template_quality_update', scores)
  return next
}

function setCategory(
  sandbox: Sandbox,
  held: HeldTemplate,
  { category: wanted, impending }: Extract<OnTemplate, { act: 'category' }>,
): HeldTemplate {
  const next = impending
    ? { ...held, correct_category: wanted }
    : { ...held, category: wanted, previous_category: held.category, correct_category: wanted }
  sandbox.senders.lifecycle.put(next)
  const value = impending
    ? {
        new_category: held.category,
        correct_category: wanted,
        category_update_timestamp: unixNow() + 86_400,
      }
    : { previous_category: held.category, new_category: wanted }
  tell(sandbox, next, 'template_category_update', value)
  return next
}
