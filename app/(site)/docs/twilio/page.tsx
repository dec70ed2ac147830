import type { Metadata } from 'next'
import { CodeBlock } from '@/components/ui/code-block'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { env } from '@/lib/core/env'
import { AppError, type ErrorCode, errorTable } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { apiBase } from '@/lib/http/router'
import { twilioDialect } from '@/lib/otp/twilio'
import { twilioEndpoints } from '@/lib/otp/twilio-endpoints'
import { TwilioRefusal } from '@/lib/otp/twilio-schema'
import { Code, TextLink } from '../prose'

export const metadata: Metadata = { title: 'Moving from Twilio Verify' }

const shown: ErrorCode[] = [
  'api_key_invalid',
  'recipient_invalid',
  'validation_failed',
  'no_sender',
  'template_unusable',
  'otp_guard_blocked',
  'otp_rate_limited',
  'otp_cooldown',
  'rate_limited',
  'not_found',
  'unavailable',
]

const paths = twilioEndpoints.map(({ method, path }) => `${method} ${apiBase}${path}`).join('\n')

export default function TwilioPage() {
  return (
    <main className="mx-auto grid w-full min-w-0 max-w-[52rem] content-start gap-6 px-5 py-10 text-base text-ink-2 md:px-8 md:py-14">
      <h1 className="type-display text-3xl text-ink">Moving from Twilio Verify</h1>
      <p>
        Two of Verify’s calls work here as they are, in its forms and with its answers:{' '}
        <Code>Verifications</Code> and <Code>VerificationCheck</Code>. Twilio’s own package needs another base
        address and an API key of ours as its auth token. The account sid may stay.
      </p>
      <CodeBlock label="client" title="twilio for Node.js" code={clientOf(env().APP_ORIGIN)} />
      <p>
        Any other client calls these two, with the key as the password of Basic authentication, whatever the
        user name:
      </p>
      <CodeBlock label="paths" title="The two paths" code={paths} />
      <p>
        Any service sid means your primary number. One of your senders’ ids, <Code>snd_…</Code>, in its place
        sends from that one.
      </p>
      <Heading>What differs</Heading>
      <ul className="grid list-disc gap-1.5 ps-5">
        <li>
          The code goes over WhatsApp, also when <Code>sms</Code> is asked for, and the answer says so.{' '}
          <Code>call</Code> and <Code>email</Code> are refused.
        </li>
        <li>
          A second <Code>Verifications</Code> for a number makes a new code and supersedes the one before.
        </li>
        <li>
          <Code>CustomCode</Code>, <Code>CustomMessage</Code>, <Code>SendDigits</Code>, <Code>Amount</Code>{' '}
          and <Code>Payee</Code> are refused, for they would change what the person gets.
        </li>
        <li>
          The ids are made from ours: <Code>VE…</Code> is the OTP that the dashboard and{' '}
          <TextLink href="/docs/api">the rest of the API</TextLink> know.
        </li>
      </ul>
      <Heading>Refusals</Heading>
      <Table caption="Our refusals, and what Twilio’s clients see of them">
        <TableHead>
          <HeadCell className="w-20">Status</HeadCell>
          <HeadCell className="w-24">Code</HeadCell>
          <HeadCell>When</HeadCell>
        </TableHead>
        <TableBody>
          {shown.map((code) => (
            <Refusal key={code} code={code} />
          ))}
          <Row>
            <Cell className="type-mono text-xs">429</Cell>
            <Cell className="type-mono text-xs">60202</Cell>
            <Cell>{policy.otp.attempts} codes were wrong, or one more is tried</Cell>
          </Row>
        </TableBody>
      </Table>
    </main>
  )
}

function Refusal({ code }: { code: ErrorCode }) {
  const { status, body } = twilioDialect.refuse(new AppError(code))
  return (
    <Row>
      <Cell className="type-mono text-xs">{status}</Cell>
      <Cell className="type-mono text-xs">{TwilioRefusal.parse(body).code}</Cell>
      <Cell>
        <TextLink href={`/docs/errors/${code}`}>{errorTable[code].title}</TextLink>
      </Cell>
    </Row>
  )
}

function Heading({ children }: { children: string }) {
  return <h2 className="type-display mt-4 text-ink text-xl">{children}</h2>
}

function clientOf(origin: string): string {
  return [
    "import twilio from 'twilio'",
    '',
    'const client = twilio(accountSid, apiKey) // wsa_live_… or wsa_test_…',
    `client.verify.baseUrl = '${origin}/api/v1/compat/twilio'`,
    '',
    'const service = client.verify.v2.services(serviceSid)',
    "await service.verifications.create({ to: '+14155550100', channel: 'sms' })",
    "await service.verificationChecks.create({ to: '+14155550100', code: '123456' })",
  ].join('\n')
}
