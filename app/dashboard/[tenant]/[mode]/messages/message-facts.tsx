import Link from 'next/link'
import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import type { MessageDetail } from '@/lib/messages/list-schema'
import { Direction, Person } from './message-table'
import { typeWord } from './message-words'
import { WindowText } from './window-text'

type Props = {
  message: MessageDetail
  senders: ReadonlyMap<string, string>
  base: string
  whole?: boolean | undefined
}

export function MessageFacts({ message, senders, base, whole }: Props) {
  const { direction, sender_id, api_key_id, request_id, otp_id, pricing } = message
  const isInbound = direction === 'inbound'
  return (
    <Facts>
      <Fact name={isInbound ? 'From' : 'To'}>
        <Direction direction={direction} />
        <Person message={message} />
      </Fact>
      {message.recipient && (
        <Fact name="WhatsApp id">
          <IdText id={message.recipient} noun="business-scoped user id" whole={whole} />
        </Fact>
      )}
      {sender_id && (
        <Fact name={isInbound ? 'To your number' : 'From'}>
          {senders.get(sender_id) ?? <IdText id={sender_id} noun="sender id" whole={whole} />}
        </Fact>
      )}
      <Fact name="Window">
        <WindowText window={message.window} long />
      </Fact>
      <Fact name="Type">{typeWord(message)}</Fact>
      {message.template && (
        <Fact name="Template">
          <span className="type-mono text-xs">{message.template}</span>
          {message.language && ` · ${message.language}`}
        </Fact>
      )}
      <Fact name={isInbound ? 'Received' : 'Created'}>
        <RelativeTime at={message.created_at} className="text-start" />
      </Fact>
      {message.send_at && (
        <Fact name="Send at">
          <RelativeTime
            at={message.send_at}
            isAhead={message.status === 'scheduled'}
            className="text-start"
          />
        </Fact>
      )}
      {message.attempts > 1 && <Fact name="Attempts">{message.attempts}</Fact>}
      {pricing?.category && (
        <Fact name="Price">
          {[pricing.category, pricing.type, pricing.billable === false ? 'not charged' : null]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
      )}
      {otp_id && (
        <Fact name="OTP">
          <IdText id={otp_id} noun="OTP id" whole={whole} href={`${base}/otps?id=${otp_id}`} />
        </Fact>
      )}
      {message.reply_to && (
        <Fact name="Answers">
          <IdText
            id={message.reply_to}
            noun="message id"
            whole={whole}
            href={`${base}/messages?id=${message.reply_to}`}
          />
        </Fact>
      )}
      {message.provider_message_id && (
        <Fact name="Meta's id">
          <IdText id={message.provider_message_id} noun="Meta's message id" whole={whole} />
        </Fact>
      )}
      {request_id && (
        <Fact name="Request">
          <IdText
            id={request_id}
            noun="request id"
            whole={whole}
            // What this dashboard sent went through no key, and is in no log of calls.
            href={api_key_id ? `${base}/requests?id=${request_id}` : undefined}
          />
        </Fact>
      )}
      {!isInbound && (
        <Fact name="Sent by">
          {api_key_id ? (
            <Link href={`${base}/api-keys`} className="underline underline-offset-4" prefetch={false}>
              <span className="type-mono text-xs">{`${api_key_id.slice(0, 8)}…${api_key_id.slice(-4)}`}</span>
            </Link>
          ) : (
            'this dashboard'
          )}
        </Fact>
      )}
      {Object.entries(message.metadata).map(([name, value]) => (
        <Fact key={name} name={name} mono>
          <span className="type-mono text-xs">{value}</span>
        </Fact>
      ))}
    </Facts>
  )
}
