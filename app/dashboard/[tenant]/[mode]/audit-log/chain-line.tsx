import Link from 'next/link'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { Popover } from '@/components/ui/popover'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { ChainState } from '@/lib/audit/schema'

/** What the last reading of the chain found. */
export function ChainLine({ chain }: { chain: ChainState }) {
  const { fault, verifiedAt, verifiedSeq, sweptAt, seq, anchor } = chain
  if (fault)
    return (
      <Line role="alert">
        <Status tone="failed" glyph="bang">
          The chain is broken at #{fault.seq}
        </Status>
        <span className="[overflow-wrap:anywhere]">{fault.detail}</span>
      </Line>
    )
  if (!verifiedAt)
    return (
      <Line>
        <Status tone="moving" glyph="clock">
          Not verified yet
        </Status>
        {seq > 0 && <span>New entries are read and signed within a minute.</span>}
      </Line>
    )
  return (
    <Line>
      <Status tone="done" glyph="check">
        Chain verified up to #{verifiedSeq}
      </Status>
      <RelativeTime at={verifiedAt} />
      {anchor && (
        <Popover label="The signed head" trigger="signed">
          <div className="grid gap-2 text-sm">
            <p>
              Whoever keeps this can prove with our{' '}
              <a href="/.well-known/jwks.json" className="underline underline-offset-4">
                public keys
              </a>{' '}
              what the log said up to #{chain.anchoredSeq}.
            </p>
            <CodeBlock label="signed head" title="Signed head" code={anchor} />
          </div>
        </Popover>
      )}
      {sweptAt && (
        <span>
          read in full <RelativeTime at={sweptAt} />
        </span>
      )}
    </Line>
  )
}

function Line({ role, children }: { role?: 'alert'; children: ReactNode }) {
  return (
    <p role={role} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-sm">
      {children}
      <Link href="/docs/audit-log" className="underline decoration-control underline-offset-4">
        How it is verified
      </Link>
    </p>
  )
}
