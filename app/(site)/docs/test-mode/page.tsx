import type { Metadata } from 'next'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { contractNumbers, disorderNumbers, messageNumbers } from '@/lib/core/magic-numbers'
import { policy } from '@/lib/core/policy'
import { ErrorNumbers } from './error-numbers'

export const metadata: Metadata = { title: 'Test mode' }

const { retries } = policy.messages
const { reportSeconds, retrySeconds } = policy.testMode

export default function TestModePage() {
  return (
    <main className="mx-auto max-w-[90ch] px-5 py-16">
      <h1 className="type-display text-2xl">Test mode</h1>
      <div className="mt-4 grid max-w-[70ch] gap-3 text-base text-ink-2">
        <p>
          With a key that begins with <Mono>wsa_test_</Mono> nothing reaches Meta or a phone. The code is the
          first digits of <Mono>12345678</Mono>. Everything else is as in live mode: the limits, the timeline,
          the events.
        </p>
        <p>
          Some numbers play a part. Any other number is delivered after {seconds(reportSeconds)}. In live mode
          they are numbers like any other.
        </p>
        <p>
          <Mono>POST /api/v1/otp/&#123;id&#125;/expire</Mono> lets a test OTP expire at once.
        </p>
      </div>
      <NumberTable caption="The parts" numbers={contractNumbers} />
      <h2 className="mt-12 type-display text-lg">Reports in disorder</h2>
      <p className="mt-2 max-w-[70ch] text-base text-ink-2">
        Meta reports late, twice and out of order. A status never goes back, each event happens once, and{' '}
        <Mono>failed</Mono> is final.
      </p>
      <NumberTable caption="Reports in disorder" numbers={disorderNumbers} />
      <h2 className="mt-12 type-display text-lg">Messages</h2>
      <p className="mt-2 max-w-[70ch] text-base text-ink-2">
        The numbers play the same parts for messages of any type. To all of them the 24-hour window is open,
        but to one.
      </p>
      <NumberTable caption="Messages" numbers={messageNumbers} />
      <h2 className="mt-12 type-display text-lg">Errors of Meta</h2>
      <p className="mt-2 max-w-[70ch] text-base text-ink-2">
        One number for each error that a message can meet. One that passes is tried again {retries.attempts}{' '}
        times, {seconds(retrySeconds)} apart, and then fails for good; in live mode the waits grow, within{' '}
        {retries.withinSeconds / 60} minutes. One that does not pass fails at once.
      </p>
      <ErrorNumbers />
    </main>
  )
}

function NumberTable({ caption, numbers }: { caption: string; numbers: typeof contractNumbers }) {
  return (
    <div className="mt-4">
      <Table caption={caption}>
        <TableHead>
          <HeadCell className="w-40">Number</HeadCell>
          <HeadCell>What happens</HeadCell>
          <HeadCell className="w-28">Meta’s code</HeadCell>
        </TableHead>
        <TableBody>
          {numbers.map(({ number, label, providerCode }) => (
            <Row key={number}>
              <Cell className="font-mono text-xs">{number}</Cell>
              <Cell className="@max-xl:col-span-2 @max-xl:row-start-2">{label}</Cell>
              <Cell className="font-mono text-ink-2 text-xs">{providerCode ?? ''}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  )
}

function Mono({ children }: { children: React.ReactNode }) {
  return <span className="break-words font-mono text-sm">{children}</span>
}

function seconds(count: number): string {
  return count === 1 ? 'a second' : `${count} seconds`
}
