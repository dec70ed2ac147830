import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import { TextLink } from '@/components/ui/text-link'
import type { Mode } from '@/lib/core/context'

export const listenCommand = 'npx hawksend listen --forward-to localhost:3000/api/hooks'

type Props = { mode: Mode; action: ReactNode; apiKeys: string }

/** The quickest way to an event needs no endpoint: the command is what this page has to say first. */
export function NoEndpointsYet({ mode, action, apiKeys }: Props) {
  return (
    <div className="pt-4">
      <EmptyState
        title={mode === 'test' ? 'Get your first test event on your own machine' : 'No live endpoint yet'}
        action={action}
      >
        <p>
          One command brings this mode's events to your machine, signed as deliveries are. It wants no public
          address, only <TextLink href={apiKeys}>a {mode} key</TextLink> in{' '}
          <code className="type-mono text-xs">HAWKSEND_API_KEY</code>.
        </p>
        <CodeBlock code={listenCommand} label="command" title="Terminal" />
        <p>
          For a server with an address of its own, add an endpoint: each event is posted to it, and tried
          again when it does not answer.
        </p>
      </EmptyState>
    </div>
  )
}
