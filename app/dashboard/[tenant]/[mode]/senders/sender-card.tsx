import Link from 'next/link'
import { MaskedPhone } from '@/components/masked-phone'
import type { SenderCard as Sender } from '@/lib/senders/card-schema'
import { SenderActions } from './sender-actions'
import { limitOf, SenderState, wordOf } from './sender-state'

type Props = { sender: Sender; tenant: string; mode: string; mayWrite: boolean }

export function SenderCard({ sender, tenant, mode, mayWrite }: Props) {
  const { id, phone, display_name, is_primary, is_coexistence, quality, messaging_limit } = sender
  const facts = [
    ['Quality', quality ? wordOf(quality) : 'Not known'],
    ['Limit', mode === 'test' ? 'None' : limitOf(messaging_limit)],
    ['Account', sender.account_name ?? 'Not known'],
  ]
  return (
    <li className="grid content-start gap-3 rounded-md border bg-surface p-4" data-id={id}>
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-0.5">
          <h2 className="type-display text-[1.0625rem] leading-6 [overflow-wrap:anywhere]">
            <Link
              href={`/dashboard/${tenant}/${mode}/senders/${id}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {display_name}
            </Link>
          </h2>
          <MaskedPhone phone={phone} />
        </div>
        <SenderState sender={sender} />
      </div>
      {(is_primary || is_coexistence) && (
        <p className="flex flex-wrap gap-2 text-xs">
          {is_primary && (
            <span className="rounded-sm bg-soft px-1.5 py-0.5 font-semibold text-primary">Primary</span>
          )}
          {is_coexistence && (
            <span className="rounded-sm bg-sunken px-1.5 py-0.5 text-ink-2">
              Also in the WhatsApp Business app
            </span>
          )}
        </p>
      )}
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-y-1 border-t pt-3 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      {mayWrite && mode === 'live' && (
        <div className="mt-auto">
          <SenderActions sender={sender} tenant={tenant} mode={mode} />
        </div>
      )}
    </li>
  )
}
