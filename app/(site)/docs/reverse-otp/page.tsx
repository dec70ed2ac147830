import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'

export const metadata: Metadata = { title: 'Reverse OTP' }

const { attempts, expirySeconds, inbound, proofSeconds } = policy.otp

export default function ReverseOtpPage() {
  const origin = env().APP_ORIGIN
  return (
    <main className="mx-auto grid max-w-[70ch] grid-cols-[minmax(0,1fr)] gap-4 px-5 py-16 text-base">
      <p className="font-mono text-ink-2 text-sm">Docs</p>
      <h1 className="type-display -mt-3 text-2xl">Reverse OTP</h1>
      <p>
        The person sends the code to you. You show a link or a QR code; it opens WhatsApp on the chat with
        your number, the message written already. When it arrives, Meta’s signed webhook says which number it
        came from, and <Code>otp.verified</Code> tells you.
      </p>
      <p className="text-ink-2">
        It needs a connected number and no approved template. Nothing is sent, so there is nobody to make you
        send to numbers that cost.
      </p>

      <Heading>Make one</Heading>
      <CodeBlock label="curl command" title="POST /api/v1/otp/inbound" code={requestOf(origin)} />
      <p className="text-ink-2">
        Scope <Code>otp:send</Code>. Every field may be left out: <Code>from</Code> (a sender’s id),{' '}
        <Code>to</Code> (the one number that may prove itself), <Code>expiry</Code> ({expirySeconds.min} to{' '}
        {expirySeconds.max} seconds, {expirySeconds.default} unless you say otherwise), <Code>purpose</Code>,{' '}
        <Code>metadata</Code>.
      </p>
      <CodeBlock label="answer" title="201" code={answer} />
      <p className="text-ink-2">
        The token, the text, the link and the QR code are in this answer alone. At most{' '}
        {inbound.pending.toLocaleString('en-US')} of a tenant and mode may wait at once.
      </p>

      <Heading>Wait for it</Heading>
      <p>
        Take the event <Code>otp.verified</Code>, or ask <Code>GET /api/v1/otp/{'{id}'}</Code>:{' '}
        <Code>to</Code> is the proven number and, for {proofSeconds / 60} minutes, <Code>proof</Code> is the
        signed statement that <Code>/otp/verify</Code> gives for a code. The person may write the token in
        whatever case, with other words around it.
      </p>
      <dl className="grid gap-3">
        <Case name="phone_unavailable">
          The person chose a WhatsApp username, and Meta tells us an id in place of the number. The OTP has
          failed; it never passes without a number. Ask the person to share the number, or send a code to it.
        </Case>
        <Case name="other_number">
          You gave <Code>to</Code>, and {attempts} messages came from other numbers. Until then the OTP waits
          for the right one, and <Code>attempts_remaining</Code> counts down.
        </Case>
        <Case name="otp.expired">Nobody wrote in time. A message after that changes nothing.</Case>
      </dl>

      <Heading>What it proves</Heading>
      <p>
        That whoever sent the message holds the number. It does not prove that they are looking at your page:
        somebody could pass the link on and have another person send it. Show it to the person who begins,
        keep <Code>expiry</Code> short, and give <Code>to</Code> when you know the number.
      </p>

      <Heading>Test mode</Heading>
      <p>
        Nothing reaches WhatsApp, so you play the person: <Code>POST /api/v1/otp/{'{id}'}/receive</Code> with{' '}
        <Code>{'{}'}</Code>, with <Code>from</Code>, with <Code>{'{"username_only":true}'}</Code> or with a{' '}
        <Code>text</Code> of your own. The events are those of live mode.
      </p>
      <p className="flex flex-wrap gap-x-3 text-ink-2">
        Errors:
        {(['no_sender', 'rate_limited', 'state_conflict', 'validation_failed'] as const).map((code) => (
          <Link
            key={code}
            className="font-mono text-sm underline underline-offset-4"
            href={`/docs/errors/${code}`}
          >
            {code}
          </Link>
        ))}
      </p>
    </main>
  )
}

function requestOf(origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/inbound \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    '  -d \'{"purpose":"sign-up"}\'',
  ].join('\n')
}

const answer = `{
  "object": "otp",
  "otp_id": "otp_01kb…",
  "direction": "inbound",
  "to": null,
  "status": "pending",
  "expires_at": "2026-11-24T09:05:00.000Z",
  "token": "7K3M9QXA",
  "text": "Verify HAWK-7K3M-9QXA",
  "link": "https://wa.me/12025550100?text=Verify%20HAWK-7K3M-9QXA",
  "qr_svg": "<svg …",
  "sender_phone": "+12025550100",
  …
}`

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="mt-6 font-semibold text-lg">{children}</h2>
}

function Code({ children }: { children: ReactNode }) {
  return <code className="type-mono text-[0.875em] [overflow-wrap:anywhere]">{children}</code>
}

function Case({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-1 border-s-2 ps-4">
      <dt className="type-mono text-sm">{name}</dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  )
}
