import type { Metadata } from 'next'
import { formatDuration } from '@/components/format-duration'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { QueueState } from '@/lib/core/queue-state'
import { requireOperator } from '@/lib/http/require-operator'
import { mailQueueState } from '@/lib/mails/queue-states'
import { queueStates } from '@/lib/messages/queue-states'
import { webhookQueueStates } from '@/lib/webhooks/queue-states'

export const metadata: Metadata = { title: 'Queues' }

/** From then on somebody should look: work is taken up within a second or two as long as all is well. */
const lateSeconds = 30

export default async function QueuesPage() {
  const operator = await requireOperator()
  const [sends, webhooks, mail] = await Promise.all([
    queueStates(operator),
    webhookQueueStates(operator),
    mailQueueState(operator),
  ])
  return (
    <section aria-labelledby="title" className="grid gap-4">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Queues
        </h1>
        <LiveRefresh pending />
      </header>
      <Table caption="How far behind each queue is">
        <TableHead>
          <HeadCell>Queue</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell className="text-end">Due</HeadCell>
          <HeadCell className="text-end">Waiting or at work</HeadCell>
          <HeadCell className="text-end">Lag</HeadCell>
          <HeadCell className="text-end">Failed, 24 h</HeadCell>
        </TableHead>
        <TableBody>
          {[...sends, ...webhooks, mail].map((queue) => (
            <QueueRow key={queue.name} queue={queue} />
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function QueueRow({ queue: { name, due, later, lagSeconds, failedInDay } }: { queue: QueueState }) {
  const isLate = lagSeconds !== null && lagSeconds > lateSeconds
  return (
    <Row>
      <Cell className="font-semibold">{name}</Cell>
      <Cell className="@max-xl:text-end">
        <Status tone={isLate ? 'failed' : 'done'} glyph={isLate ? 'bang' : 'check'}>
          {isLate ? 'Late' : 'In time'}
        </Status>
      </Cell>
      <Figure of={due} word="due" />
      <Figure of={later} word="waiting" />
      <Cell className="text-end tabular-nums">
        {lagSeconds === null ? '–' : formatDuration(Math.round(lagSeconds * 1_000))}
      </Cell>
      <Figure of={failedInDay} word="failed" />
    </Row>
  )
}

function Figure({ of, word }: { of: number; word: string }) {
  return (
    <Cell className="text-end tabular-nums">
      {of.toLocaleString('en')} <span className="text-ink-3 @min-xl:sr-only">{word}</span>
    </Cell>
  )
}
