import Link from 'next/link'
import { Fact, Facts } from '@/components/facts'
import { IdText, shortenId } from '@/components/id-text'
import { MaskedPhone } from '@/components/masked-phone'
import { RelativeTime } from '@/components/ui/relative-time'
import { policy } from '@/lib/core/policy'
import type { OtpDetail } from '@/lib/otp/schema'
import { Expiry } from './expiry'

type Props = { otp: OtpDetail; base: string; successorHref: string | null; whole?: boolean | undefined }

export function OtpFacts({ otp, base, successorHref, whole }: Props) {
  const pairs = Object.entries(otp.metadata)
  const isInbound = otp.direction === 'inbound'
  return (
    <Facts>
      {otp.status === 'pending' && (
        <Fact name="Expires in">
          <Expiry at={otp.expires_at} />
        </Fact>
      )}
      {isInbound && <Fact name="Direction">Inbound: the person writes</Fact>}
      <Fact name={isInbound ? 'From' : 'To'}>
        <MaskedPhone phone={otp.to} />
      </Fact>
      {otp.superseded_by && successorHref && (
        <Fact name="Superseded by">
          <Link
            href={successorHref}
            prefetch={false}
            scroll={false}
            className="type-mono text-xs underline underline-offset-4"
          >
            {shortenId(otp.superseded_by)}
          </Link>
        </Fact>
      )}
      {!isInbound && otp.status === 'pending' && <Fact name="Attempts left">{otp.attempts_remaining}</Fact>}
      {!isInbound && otp.status !== 'pending' && (
        <Fact name="Attempts used">
          {policy.otp.attempts - otp.attempts_remaining} of {policy.otp.attempts}
        </Fact>
      )}
      {otp.earlier_message_ids.length > 0 && (
        <Fact name="Sent again">
          {otp.earlier_message_ids.length === 1 ? 'once' : `${otp.earlier_message_ids.length} times`}
        </Fact>
      )}
      {!isInbound && <Fact name="Code">{otp.code_length} digits</Fact>}
      <Fact name="Created">
        <RelativeTime at={otp.created_at} className="text-start" />
      </Fact>
      {otp.template && (
        <Fact name="Template">
          <span className="type-mono text-xs">{otp.template}</span> · {otp.language}
        </Fact>
      )}
      {otp.purpose && <Fact name="Purpose">{otp.purpose}</Fact>}
      {otp.message_id && (
        <Fact name="Message">
          <IdText id={otp.message_id} noun="message id" whole={whole} />
        </Fact>
      )}
      {otp.provider_message_id && (
        <Fact name="Meta's id">
          <IdText id={otp.provider_message_id} noun="Meta's message id" whole={whole} />
        </Fact>
      )}
      <Fact name="Request">
        <IdText
          id={otp.request_id}
          noun="request id"
          whole={whole}
          // What this dashboard sent went through no key, and is in no log of calls.
          href={otp.api_key_id ? `${base}/requests?id=${otp.request_id}` : undefined}
        />
      </Fact>
      <Fact name={isInbound ? 'Made by' : 'Sent by'}>
        {otp.api_key_id ? <IdText id={otp.api_key_id} noun="key id" whole={whole} /> : 'this dashboard'}
      </Fact>
      {pairs.map(([name, value]) => (
        <Fact key={name} name={name} mono>
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{value}</span>
        </Fact>
      ))}
    </Facts>
  )
}
