import { ExternalLink } from 'lucide-react'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import { TextLink } from '@/components/ui/text-link'
import type { ReadinessCheck } from '@/lib/senders/readiness-schema'

type Props = {
  readiness: readonly ReadinessCheck[]
  /** Where templates are made. */
  templates: string
}

const titles: Record<ReadinessCheck['check'], string> = {
  token: 'Access to the account',
  subscription: 'Delivery reports',
  registration: 'Registration of the number',
  display_name: 'Display name',
  business_verification: 'Business verification',
  messaging_limit: 'Messaging limit',
  template: 'OTP template',
  payment: 'Payment at Meta',
  restrictions: 'Restrictions',
}

const looks: Record<ReadinessCheck['state'], { tone: Tone; glyph: Glyph; word: string }> = {
  ok: { tone: 'done', glyph: 'check', word: 'In order' },
  waiting: { tone: 'moving', glyph: 'clock', word: 'Waiting' },
  action_needed: { tone: 'attention', glyph: 'bang', word: 'Action needed' },
  blocked: { tone: 'failed', glyph: 'bang', word: 'Blocked' },
  unknown: { tone: 'ended', glyph: 'dot', word: 'Not known' },
}

const actors: Record<ReadinessCheck['actor'], string> = {
  you: 'You',
  meta: 'Meta',
  hawk_send: 'Hawk Send',
}

/** Each thing that has to hold: where it stands, who acts next, what to do, and what works all the same. */
export function ReadinessList({ readiness, templates }: Props) {
  return (
    <ol aria-labelledby="readiness" className="grid border-t">
      {readiness.map((check) => (
        <li key={check.check} className="grid gap-1 border-b py-2.5 md:grid-cols-[9rem_minmax(0,1fr)]">
          <p className="text-sm">
            <Look state={check.state} />
          </p>
          <div className="grid min-w-0 gap-1">
            <h3 className="font-semibold text-sm">{titles[check.check]}</h3>
            {check.state !== 'ok' && <Open check={check} templates={templates} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Look({ state }: { state: ReadinessCheck['state'] }) {
  const { tone, glyph, word } = looks[state]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

function Open({ check, templates }: { check: ReadinessCheck; templates: string }) {
  return (
    <>
      <p className="max-w-[60ch] text-ink-2 text-sm">{check.fix}</p>
      <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
        <span>Next: {actors[check.actor]}</span>
        {check.meanwhile && <span>Meanwhile: {check.meanwhile}</span>}
      </p>
      <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
        {check.check === 'template' && check.actor === 'you' && (
          <TextLink href={templates} prefetch={false}>
            Open templates
          </TextLink>
        )}
        {check.link && (
          <TextLink href={check.link} target="_blank" rel="noopener noreferrer" prefetch={false}>
            Open at Meta
            <ExternalLink aria-hidden className="ms-1 inline size-3.5" />
            <span className="sr-only"> ({titles[check.check]}, in a new tab)</span>
          </TextLink>
        )}
      </p>
    </>
  )
}
