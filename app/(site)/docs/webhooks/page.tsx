import type { Metadata } from 'next'
import { CodeBlock } from '@/components/ui/code-block'
import { Tabs } from '@/components/ui/tabs'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import { verificationSnippets } from '@/lib/webhooks/snippets'
import { Code, TextLink } from '../prose'
import { LocalSection } from './local-section'
import { RetryTable } from './retry-table'
import { Point, Section } from './section'
import { deliveryText, packageSnippet, pullCommand, recoverCommand } from './snippets'

export const metadata: Metadata = { title: 'Webhooks' }

const {
  retrySeconds,
  attemptMilliseconds,
  readBytes,
  shownBytes,
  secret,
  toleranceSeconds,
  failing,
  recoverDays,
  ports,
} = policy.webhooks
const [firstWarning, lastWarning] = failing.warnHours

export default function WebhooksGuide() {
  const origin = env().APP_ORIGIN
  return (
    <main className="mx-auto grid w-full min-w-0 max-w-[52rem] content-start gap-12 px-5 py-10 md:px-8 md:py-14">
      <div className="grid gap-3">
        <h1 className="type-display text-3xl">Webhooks</h1>
        <p className="max-w-[62ch] text-ink-2 text-lg">
          What happens in your workspace is posted to your own server: a code came in, a message was read, a
          template was paused.
        </p>
        <p className="text-base">
          <TextLink href="/docs/webhooks/events">Every event</TextLink>, with its fields and a sample.
        </p>
      </div>

      <Section id="how" title="How it works">
        <p>
          An endpoint is a URL of yours and the types of event that it wants. Each event is posted to it as
          JSON, signed as{' '}
          <TextLink href="https://www.standardwebhooks.com" rel="noreferrer">
            Standard Webhooks
          </TextLink>{' '}
          says. An event is written in the same transaction as what it tells: there is none of what did not
          happen, and none is missing of what did.
        </p>
        <CodeBlock label="delivery" title="A delivery" code={deliveryText()} />
        <ul className="grid list-disc gap-1.5 ps-5">
          <li>
            <Code>webhook-id</Code> is the event’s id, the same on every attempt and every replay.
          </li>
          <li>
            <Code>webhook-timestamp</Code> is when this attempt was made, in Unix seconds.
          </li>
          <li>
            <Code>webhook-signature</Code> has one signature or more, apart by a space: for{' '}
            {secret.overlapHours} hours after a rotation the old secret signs along.
          </li>
          <li>
            <Code>data</Code> is the object as it was when it happened, and not as it is now.
          </li>
        </ul>
      </Section>

      <Section id="verify" title="Verify">
        <p>
          Anybody can post to your URL. The secret <Code>whsec_…</Code> of the Webhooks page, which test and
          live mode may each have their own of, tells our deliveries from all others: verify before you
          believe. Sign the raw body, as it arrived; once parsed and written again it is another one. What is
          more than {toleranceSeconds / 60} minutes old is refused, so that nobody can post it a second time.
        </p>
        <Tabs
          label="Languages"
          tabs={verificationSnippets.map(({ language, title, code }) => ({
            value: language,
            label: title,
            content: <CodeBlock code={code} label={`${title} code`} title={title} />,
          }))}
        />
        <p>
          In JavaScript the package <Code>hawksend</Code>, which depends on nothing, does the same and knows
          the type of each event:
        </p>
        <CodeBlock label="package code" title="With hawksend/webhooks" code={packageSnippet} />
        <p>
          Does a signature not hold? Paste headers and body into the debugger of the Webhooks page: it names
          the mistake.
        </p>
      </Section>

      <Section id="answer" title="Answer">
        <p>
          Any 2xx within {attemptMilliseconds / 1_000} seconds means that you have it. Everything else is a
          failure and is tried again: another status, a redirect, which is never followed, no answer, a broken
          connection. Of your answer at most {readBytes / 1_024} KB are read, and the first{' '}
          {shownBytes / 1_024} KB kept for you to look at. With <Code>410</Code> an endpoint says that it is
          gone, and is disabled at once.
        </p>
        <RetryTable />
        <p>
          After attempt {retrySeconds.length + 1} the delivery is <Code>exhausted</Code>, and you get a mail.
          While an endpoint does nothing but fail, its people hear of it after {firstWarning} hour and after{' '}
          {lastWarning} hours; after {failing.disableHours / 24} days it is disabled, and the event{' '}
          <TextLink href="/docs/webhooks/events/webhook_endpoint.disabled">
            <Code>webhook_endpoint.disabled</Code>
          </TextLink>{' '}
          goes to your others.
        </p>
      </Section>

      <Section id="recover" title="Replay and recover">
        <p>
          Every attempt is in the log with its request and your answer. A delivery can be replayed, alone or
          with others; and once your server is well again, everything since a time that it did not get, for{' '}
          {recoverDays} days back. Count first:
        </p>
        <CodeBlock label="recover command" title="How much would come" code={recoverCommand(origin)} />
        <p>
          What is replayed has the same <Code>webhook-id</Code> and a fresh signature, and does not count
          toward the health of the endpoint.
        </p>
      </Section>

      <Section id="pull" title="Pull instead">
        <p>
          Where nothing can reach your server, ask: oldest first, with the cursor of the last answer. It stays
          good when there is nothing more yet, and no event ever appears before it.
        </p>
        <CodeBlock label="pull command" title="GET /api/v1/events" code={pullCommand(origin)} />
      </Section>

      <LocalSection origin={origin} />

      <Section id="addresses" title="Where we post to">
        <p>
          To <Code>https</Code> on port {ports.join(' or ')}, with a certificate that holds, and to public
          addresses alone. What resolves to a private, local or otherwise special address is refused, when you
          save it and again at each connection. Deliveries come from no fixed address: do not filter by
          address, verify the signature.
        </p>
      </Section>

      <Section id="practice" title="Good practice">
        <dl className="grid gap-4">
          <Point what="Take each event once">
            An event may come twice: you answered, and the answer was lost. Remember each{' '}
            <Code>webhook-id</Code> that you have dealt with, for {recoverDays} days if you use recovery.
          </Point>
          <Point what="Answer first, work later">
            Verify, store, answer <Code>204</Code>. What takes longer than {attemptMilliseconds / 1_000}{' '}
            seconds is taken to have failed and comes again.
          </Point>
          <Point what="Expect no order">
            A retry arrives after what happened later. Compare <Code>timestamp</Code>, or read the object.
          </Point>
          <Point what="Let new things pass">
            Types and fields are added without notice. Answer 2xx to a type that you do not know.
          </Point>
          <Point what="Rotate the secret when somebody leaves">
            For {secret.overlapHours} hours both sign, so that you can change your settings without losing
            anything.
          </Point>
        </dl>
      </Section>
    </main>
  )
}
