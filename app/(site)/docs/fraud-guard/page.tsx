import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { env } from '@/lib/core/env'
import { errorTable } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'

export const metadata: Metadata = { title: 'Fraud guard' }

const { prefixVelocity, sequentialNumbers, conversion, capMax, backtest, settingsCacheSeconds } =
  policy.otp.guard
const number = new Intl.NumberFormat('en')

export default function FraudGuardDocs() {
  return (
    <main className="mx-auto grid max-w-[70ch] gap-4 px-5 py-16 text-base">
      <h1 className="type-display text-2xl">Fraud guard</h1>
      <p>
        Whoever pumps has your sign-up form send codes to numbers that nobody will verify. The guard judges
        each OTP before it goes out, by rules you set, for live and test mode apart, and names every rule that
        is broken with the numbers it saw.
      </p>

      <Heading>Off, monitor, enforce</Heading>
      <p>
        A new workspace starts with <Code>monitor</Code>: everything goes out, and what would have been
        stopped is noted with the OTP (<Code>guard</Code> in <Code>GET /otp/{'{id}'}</Code>), after the caller
        has the answer. <Code>enforce</Code> refuses such a send with {errorTable.otp_guard_blocked.status}{' '}
        <Code>otp_guard_blocked</Code>: no OTP is made, nothing is sent or charged, and the reasons are kept
        in <Code>GET /otp/guard/blocks</Code>. <Code>off</Code> looks at nothing. A change is in force within{' '}
        {settingsCacheSeconds} seconds.
      </p>

      <Heading>The rules</Heading>
      <dl className="grid gap-4">
        <Rule name="allowed_countries" state="off">
          Only numbers of these countries get a code. Where countries share a calling code, as the US and
          Canada do, the number's block of 10,000 decides. A number that is in no numbering plan passes with
          any country of its calling code.
        </Rule>
        <Rule name="prefix_velocity" state="on">
          At most {prefixVelocity.distinctNumbers.default} numbers of one block of 10,000, which differ in the
          last {prefixVelocity.blockDigits} digits alone, get a code within{' '}
          {prefixVelocity.windowSeconds.default} seconds. Then the block rests for{' '}
          {number.format(prefixVelocity.restSeconds.default)} seconds: none of its numbers gets a code, and{' '}
          <Code>Retry-After</Code> says how long. Saving settings lifts every rest.
        </Rule>
        <Rule name="sequential_numbers" state="on">
          {sequentialNumbers.count.default} consecutive numbers within{' '}
          {sequentialNumbers.windowSeconds.default} seconds are too many, in whatever order they come.
        </Rule>
        <Rule name="conversion" state="on">
          Of the codes of the last {number.format(conversion.windowSeconds.default)} seconds{' '}
          {conversion.minRatio.default * 100} % have to be verified, once there are{' '}
          {conversion.minSends.default}. Codes still on their way, superseded and canceled ones are not
          counted; of more than {number.format(conversion.sample)} the newest are. Until it is so again, all
          sends are held.
        </Rule>
        <Rule name="hourly_cap, daily_cap" state="off">
          How many sends there may be in any hour and in any 24 hours, up to {number.format(capMax)}. Exact:
          where one is left, one of many sends at the same moment passes.
        </Rule>
      </dl>
      <p>
        What the guard stopped, or would have stopped, counts for no rule. But for the caps, sends in flight
        at the same moment do not see each other, so that a few more than a limit may pass at once. Sending
        the same code again is not judged anew.
      </p>

      <Heading>Try before you enforce</Heading>
      <p>
        <Code>POST /otp/guard/backtest</Code> judges your sends of the last {backtest.days} days again, one
        after the other, as if the settings had been enforced: at most the newest{' '}
        {number.format(backtest.sends)}. It says how many would have been stopped, by which rule, and how many
        of those had been verified: <Code>verified_blocked</Code> are people you would have kept out. What you
        leave out of <Code>settings</Code> stays as it is. Sends that were stopped at the time are no part of
        it.
      </p>
      <CodeBlock
        label="curl command"
        title="Try a cap of 100 an hour"
        code={backtestCurl(env().APP_ORIGIN)}
      />

      <Heading>Who may change it</Heading>
      <p>
        Owners, admins and developers, in the dashboard. An API key reads the settings (
        <Code>GET /otp/guard</Code>) and cannot change them: whoever stole one would begin with that.
      </p>
    </main>
  )
}

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="type-display pt-6 text-[1.0625rem] leading-6">{children}</h2>
}

function Code({ children }: { children: ReactNode }) {
  return <code className="type-mono text-sm">{children}</code>
}

function Rule({ name, state, children }: { name: string; state: 'on' | 'off'; children: ReactNode }) {
  return (
    <div className="border-s-2 ps-4">
      <dt>
        <Code>{name}</Code> <span className="text-ink-3 text-sm">{state} by default</span>
      </dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  )
}

function backtestCurl(origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/guard/backtest \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"settings":{"hourly_cap":100}}'`,
  ].join('\n')
}
