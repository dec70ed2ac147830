import type { ReactNode } from 'react'
import { IdText } from '@/components/id-text'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import type { RequestDetail as Call } from '@/lib/requests/schema'
import { curlOf } from './request-curl'
import { RequestFacts } from './request-facts'
import { RequestProblem } from './request-problem'
import { RequestStatus } from './request-status'
import type { KeyNames } from './request-words'

type Props = {
  call: Call
  keys: KeyNames
  base: string
  origin: string
  corner?: ReactNode
  /** What the tenant's own endpoints were told of what it was about. */
  webhooks: ReactNode
  /** On a page of its own there is room for two columns and for whole ids. */
  wide?: boolean
}

export function RequestDetail({ call, keys, base, origin, corner, webhooks, wide }: Props) {
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2 className="type-mono pt-1 font-semibold text-sm leading-[1.375rem] [overflow-wrap:anywhere]">
            {call.method} {call.path}
          </h2>
          {corner}
        </div>
        <p className="text-sm">
          <RequestStatus status={call.status} />
        </p>
        <IdText id={call.id} noun="request id" whole={wide} className="text-ink-3" />
      </header>
      <div className="grid min-w-0 content-start gap-5">
        <RequestProblem call={call} />
        <RequestFacts call={call} keys={keys} base={base} whole={wide} />
        {webhooks}
        <Folded title="Repeat it with curl">
          <CodeBlock label="curl command" title="curl" code={curlOf(call, origin)} />
        </Folded>
      </div>
      <div className="grid min-w-0 content-start gap-5">
        <Folded title="Request">
          <Json
            value={call.request_body}
            label="request body"
            none="No JSON was sent, or none that could be read."
          />
        </Folded>
        <Folded title="Answer">
          <Json value={call.response_body} label="answer" none="The answer was no JSON." />
        </Folded>
        <p className="text-ink-3 text-xs">
          Codes, keys, proofs and fields that do not exist are replaced by [redacted] before a call is
          written.
        </p>
      </div>
    </div>
  )
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details open className="group min-w-0">
      <summary className="min-h-6 cursor-pointer pb-1.5 font-semibold text-sm">{title}</summary>
      {children}
    </details>
  )
}

function Json({ value, label, none }: { value: unknown; label: string; none: string }) {
  if (value === null || value === undefined) return <p className="text-ink-2 text-sm">{none}</p>
  return <CodeBlock label={label} title="JSON" code={JSON.stringify(value, null, 2)} />
}
