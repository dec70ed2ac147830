import type { Sandbox } from '../sandbox'
import type { HeldTemplate } from '../state/templates'

type Decision = { status: string; reason?: string; title?: string; event?: string }

/** Gives a template another status, and tells the app. */
export function decide(sandbox: Sandbox, held: HeldTemplate, decision: Decision): HeldTemplate {
  const { status, reason = 'NONE', title, event = status } = decision
  sandbox.senders.lifecycle.stopReview(held.id)
  const next = sandbox.senders.lifecycle.put({
    ...held,
    status,
    rejected_reason: status === 'REJECTED' ? reason : 'NONE',
  })
  tell(sandbox, next, 'message_template_status_update', {
    event,
    reason,
    message_template_category: next.category,
    ...(status === 'PAUSED' && {
      other_info: {
        title: title ?? 'FIRST_PAUSE',
        description: 'Your WhatsApp message template has been paused for 3 hours.',
      },
    }),
    ...(status === 'DISABLED' && { disable_info: { disable_date: String(unixNow()) } }),
    ...(status === 'REJECTED' &&
      reason === 'INVALID_FORMAT' && {
        rejection_info: {
          reason: 'Parameters are placed next to each other.',
          recommendation: 'Put text between parameters.',
        },
      }),
  })
  return next
}

/** Posts what Meta posts about a template; its id is a number there. */
export function tell(sandbox: Sandbox, held: HeldTemplate, field: string, value: object): void {
  const subject = {
    message_template_id: Number(held.id),
    message_template_name: held.name,
    message_template_language: held.language,
  }
  const changes = [{ value: { ...value, ...subject }, field }]
  sandbox.webhooks.deliver({
    object: 'whatsapp_business_account',
    entry: [{ id: held.waba_id, time: unixNow(), changes }],
  })
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1_000)
}
