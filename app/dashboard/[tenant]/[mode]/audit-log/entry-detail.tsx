import Link from 'next/link'
import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'
import { RelativeTime } from '@/components/ui/relative-time'
import { actionOf } from '@/lib/audit/action-schema'
import type { AuditEntry, ChainState } from '@/lib/audit/schema'
import { EntryChanges } from './entry-changes'
import { modeWords, type Names, whoDid } from './entry-words'

type Props = {
  entry: AuditEntry
  names: Names
  chain: ChainState
  /** The workspace's part of the dashboard, without a mode. */
  workspace: string
  about: string
  corner?: ReactNode
  wide?: boolean
}

export function EntryDetail({ entry, names, chain, workspace, about, corner, wide }: Props) {
  const { actor, target, mode } = entry
  const place = mode && `${workspace}/${mode}`
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2 className="type-display pt-1 text-[1.0625rem] leading-6">{actionOf(entry.action).title}</h2>
          {corner}
        </div>
        <p className="type-mono text-ink-2 text-xs">{entry.action}</p>
        <IdText id={entry.id} noun="entry id" whole={wide} className="text-ink-3" />
      </header>
      <EntryChanges entry={entry} />
      <div className="grid min-w-0 content-start gap-5">
        <Facts>
          <Fact name="Who">
            {whoDid(actor, names)}
            <IdText id={actor.id} noun="actor id" whole={wide} className="flex text-ink-3" />
          </Fact>
          <Fact name="To">
            <span className="text-ink-2">{target.type.replaceAll('_', ' ')}</span>{' '}
            <IdText
              id={target.id}
              noun="target id"
              whole={wide}
              href={place && target.type === 'otp' ? `${place}/otps/${target.id}` : undefined}
            />
            <Link href={about} className="block text-xs underline underline-offset-4">
              All that was done to it
            </Link>
          </Fact>
          <Fact name="Time">
            <RelativeTime at={entry.happened_at} className="text-start" />
          </Fact>
          <Fact name="Mode">{mode ? modeWords[mode] : 'neither'}</Fact>
          <Fact name="Address">
            {entry.address === null ? (
              'erased'
            ) : (
              <span className="type-mono text-xs">{entry.address || 'not known'}</span>
            )}
          </Fact>
          <Fact name="Request">
            <IdText
              id={entry.request_id}
              noun="request id"
              whole={wide}
              href={place && actor.type === 'api_key' ? `${place}/requests/${entry.request_id}` : undefined}
            />
          </Fact>
        </Facts>
        <section aria-label="In the chain" className="grid gap-1.5">
          <h3 className="font-semibold text-sm">In the chain</h3>
          <Facts>
            <Fact name="Position">
              <span className="tabular-nums">#{entry.seq}</span> {positionWords(entry.seq, chain)}
            </Fact>
            <Fact name="Hash">
              <Hash value={entry.hash} label="hash" />
            </Fact>
            <Fact name="Hash before">
              <Hash value={entry.previous_hash} label="hash before" />
            </Fact>
          </Facts>
        </section>
      </div>
    </div>
  )
}

function positionWords(seq: number, { fault, verifiedSeq }: ChainState): string {
  if (fault && seq >= fault.seq) return `· the chain is broken at #${fault.seq}`
  return seq <= verifiedSeq ? '· verified' : '· not verified yet'
}

function Hash({ value, label }: { value: string; label: string }) {
  return (
    <span className="inline-flex items-start gap-0.5">
      <span className="type-mono text-[0.6875rem] [overflow-wrap:anywhere]">{value}</span>
      <CopyButton value={value} label={label} />
    </span>
  )
}
