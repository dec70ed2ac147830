import { AppError, type Fault } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { providerErrors } from '@/lib/core/provider-errors'
import { toTimestamp } from '@/lib/core/time'
import { mediaIdsOf } from '@/lib/messages/body-rules'
import type { Draft, Facts, KnownTemplate } from '@/lib/messages/draft-schema'
import { whyNotAs } from '@/lib/messages/file-rules'
import { faultsOfFilling } from '@/lib/messages/template-rules'

export type Verdict = { refusal: AppError | null; usesFallback: boolean }

/** What stands against a message now, the gravest first; and whether its fallback has to go in its place. */
export function judgeMessage(draft: Draft, facts: Facts): Verdict {
  const usesFallback = draft.type !== 'template' && !facts.window.isOpen && facts.fallback !== null
  const refusal =
    (facts.sender === null && new AppError('no_sender')) ||
    faultyInput(draft, facts) ||
    codeToUserId(draft, facts) ||
    unusable(facts.template, 'template') ||
    unusable(facts.fallback, 'fallback_template') ||
    suppressed(facts, usesFallback ? facts.fallback : facts.template) ||
    closedWindow(draft, facts) ||
    null
  return { refusal, usesFallback }
}

function faultyInput(draft: Draft, facts: Facts): AppError | null {
  const faults = [...timeFaults(draft, facts.now), ...targetFaults(draft, facts), ...fileFaults(draft, facts)]
  return faults.length > 0 ? new AppError('validation_failed', { faults }) : null
}

function timeFaults({ sendAt }: Draft, now: Date): Fault[] {
  if (sendAt === undefined) return []
  const ahead = Date.parse(sendAt) - now.getTime()
  const days = policy.messages.scheduleDaysMax
  if (ahead <= 0)
    return [{ path: 'send_at', message: 'Must lie ahead.', fix: 'Leave it out to send the message now.' }]
  return ahead > days * 86_400_000
    ? [{ path: 'send_at', message: `Must be at most ${days} days ahead.` }]
    : []
}

function targetFaults({ replyTo, reaction }: Draft, { target }: Facts): Fault[] {
  const path = reaction ? 'reaction.message_id' : 'reply_to'
  if (replyTo === undefined && !reaction) return []
  if (!target) return [{ path, message: 'Must be a message to or from this very person.' }]
  return target.wamid === null ? [{ path, message: 'That message has not been sent yet.' }] : []
}

function fileFaults(draft: Draft, { files }: Facts): Fault[] {
  const parts: [string, unknown][] = [
    [draft.type, draft[draft.type]],
    ['fallback_template', draft.fallbackTemplate],
  ]
  return parts.flatMap(([name, content]) =>
    mediaIdsOf(name, content).flatMap(({ id, kind, path }): Fault[] => {
      const file = files.get(id)
      if (!file) return [{ path, message: 'There is no such file that this number could send.' }]
      const message = whyNotAs(kind, file)
      return message === null ? [] : [{ path, message }]
    }),
  )
}

const words: Readonly<Record<string, string>> = {
  missing: 'There is no such template in this language.',
  not_approved: 'Meta has not approved the template.',
  paused: 'Meta has paused the template for its quality.',
  disabled: 'Meta has disabled the template for good.',
  rejected: 'Meta has rejected the template.',
}

function unusable(template: KnownTemplate | null, at: string): AppError | null {
  if (!template) return null
  if (template.reason !== null)
    return new AppError('template_unusable', {
      detail: words[template.reason] ?? 'The template cannot be used.',
      faults: [{ path: `${at}.name`, message: words[template.reason] ?? 'It cannot be used.' }],
    })
  const { components, parameterFormat, category } = template
  const faults = faultsOfFilling(
    { components, parameterFormat, category: category ?? '' },
    template.content,
    at,
  )
  return faults.length > 0
    ? new AppError('template_unusable', { detail: 'The parameters do not fit the template.', faults })
    : null
}

function codeToUserId({ to }: Draft, { template, fallback }: Facts): AppError | null {
  const isCode = template?.category === 'AUTHENTICATION' || fallback?.category === 'AUTHENTICATION'
  if (to !== undefined || !isCode) return null
  const { title = '', fix } = providerErrors.get(131062) ?? {}
  return new AppError('validation_failed', {
    detail: `${title}.`,
    faults: [{ path: 'recipient', message: `${title}.`, ...(fix ? { fix } : {}) }],
  })
}

function suppressed(facts: Facts, template: KnownTemplate | null): AppError | null {
  const found = suppressionOf(facts, template)
  if (!found) return null
  return new AppError('recipient_suppressed', {
    detail:
      found.scope === 'all'
        ? 'This person does not want messages from you.'
        : 'This person does not want marketing messages from you.',
  })
}

export function suppressionOf({ suppressions }: Facts, template: KnownTemplate | null) {
  return template?.category === 'MARKETING' ? suppressions.marketing : suppressions.other
}

/** A message for later is held against the window when its time has come. */
function closedWindow({ type, sendAt }: Draft, { window, fallback }: Facts): AppError | null {
  if (type === 'template' || window.isOpen || fallback || sendAt !== undefined) return null
  return new AppError('window_closed', {
    detail: window.closesAt
      ? `It closed at ${toTimestamp(window.closesAt)}. Until the person writes again, only templates can be sent.`
      : 'This person has not written to that number. Until they do, only templates can be sent.',
  })
}
