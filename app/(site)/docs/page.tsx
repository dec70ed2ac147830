import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import { sendOtpEndpoint, verifyOtpEndpoint } from '@/lib/otp/endpoints'
import { verifyExamples } from '@/lib/otp/examples'
import { Code, TextLink } from './prose'
import { curlOf, proofCheck } from './snippets'

export const metadata: Metadata = { title: 'Quickstart' }

const { attempts, sends, proofSeconds, expirySeconds } = policy.otp

export default function QuickstartPage() {
  const origin = env().APP_ORIGIN
  return (
    <main className="mx-auto grid w-full min-w-0 max-w-[52rem] content-start gap-12 px-5 py-10 md:px-8 md:py-14">
      <div className="grid gap-3">
        <h1 className="type-display text-3xl">Quickstart</h1>
        <p className="max-w-[62ch] text-ink-2 text-lg">
          Two requests: one sends a code to a phone over WhatsApp, one checks what the person typed.
        </p>
      </div>
      <Step number={1} title="Get a test key">
        <p>
          <TextLink href="/sign-in">Sign in</TextLink>, create an API key in test mode and keep it in{' '}
          <Code>HAWKSEND_API_KEY</Code> on your server. With a test key nothing reaches a phone, and the code
          is always <Code>123456</Code>.
        </p>
      </Step>
      <Step number={2} title="Send">
        <CodeBlock
          label="send command"
          title="POST /api/v1/otp/send"
          code={curlOf(sendOtpEndpoint, origin)}
        />
        <p>
          The answer has <Code>otp_id</Code> and <Code>expires_at</Code>, {expirySeconds.default / 60} minutes
          from now unless you say otherwise. A phone gets at most {sends.perPhone} codes an hour; a new code
          supersedes the one before.
        </p>
      </Step>
      <Step number={3} title="Verify">
        <CodeBlock
          label="verify command"
          title="POST /api/v1/otp/verify"
          code={curlOf(verifyOtpEndpoint, origin)}
        />
        <CodeBlock
          label="answer to a wrong code"
          title="200, for a wrong code"
          code={JSON.stringify(verifyExamples.others.wrong_code, null, 2)}
        />
        <p>
          A wrong code is an answer and not an error: read <Code>verified</Code>, then <Code>reason</Code>.
          After {attempts} wrong ones the code is dead.
        </p>
      </Step>
      <Step number={4} title="Check the proof">
        <p>
          The answer to the right code carries <Code>proof</Code>, a signed token that is valid for{' '}
          {proofSeconds / 60} minutes. Whoever must not trust the caller&rsquo;s word alone, such as another
          service of yours, checks it without asking us:
        </p>
        <CodeBlock label="proof check" title="check-proof.mjs" code={proofCheck(origin)} />
        <ul className="grid list-disc gap-1.5 ps-5">
          <li>
            <Code>account</Code> is your account&rsquo;s id, <Code>ten_…</Code>: the <Code>aud</Code> of each
            of your proofs. Without it, a proof made for another account would pass.
          </li>
          <li>
            <Code>purpose</Code> is what you sent with the code, or <Code>null</Code>. Compare it, or a proof
            of signing in passes for a payment.
          </li>
          <li>
            <Code>phone_hash</Code> is the SHA-256 of the number in E.164, as you sent it.
          </li>
          <li>
            <Code>sub</Code> is the OTP&rsquo;s id. Remember those you have accepted until they expire, so
            that none counts twice.
          </li>
        </ul>
      </Step>
      <section aria-labelledby="more" className="grid gap-4 border-t pt-8">
        <h2 id="more" className="type-display text-xl">
          More
        </h2>
        <ul className="grid gap-2 text-base text-ink-2">
          <li>
            <TextLink href="/docs/api">API reference</TextLink>: every operation, field and event.
          </li>
          <li>
            <TextLink href="/docs/webhooks">Webhooks</TextLink>: what happens, posted to your server; and on
            your own machine, without a tunnel.
          </li>
          <li>
            <TextLink href="/docs/test-mode">Test mode</TextLink>: numbers that play a part, and every error
            of Meta’s.
          </li>
          <li>
            <TextLink href="/docs/reverse-otp">Reverse OTP</TextLink>: the person sends the code to you.
          </li>
          <li>
            <TextLink href="/docs/fraud-guard">Fraud guard</TextLink>: what it looks at, and how to try it
            first.
          </li>
          <li>
            <TextLink href="/docs/alerts">Alerts</TextLink>: what we watch for, and when we tell you.
          </li>
          <li>
            <TextLink href="/docs/audit-log">Audit log</TextLink>: what is written down, and how to check that
            nobody changed it.
          </li>
          <li>
            <TextLink href="/docs/twilio">Moving from Twilio Verify</TextLink>: another base address, the same
            calls.
          </li>
          <li>
            <TextLink href="/docs/errors">Errors</TextLink>: every code, and whether to try again.
          </li>
          <li>
            <TextLink href="/api/v1/openapi.json" prefetch={false}>
              OpenAPI 3.1
            </TextLink>
            , for generators and tools.
          </li>
          <li>
            <TextLink href="/llms.txt" prefetch={false}>
              llms.txt
            </TextLink>
            , for assistants.
          </li>
          <li>
            <TextLink href="/.well-known/jwks.json" prefetch={false}>
              Public keys
            </TextLink>{' '}
            that check a proof.
          </li>
        </ul>
      </section>
    </main>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-4 text-base text-ink-2">
      <h2 id={id} className="type-display flex items-baseline gap-3 text-ink text-xl">
        <span className="type-mono text-ink-3 text-sm">{number}</span>
        {title}
      </h2>
      {children}
    </section>
  )
}
