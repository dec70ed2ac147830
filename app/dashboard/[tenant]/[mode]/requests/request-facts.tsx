import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import type { RequestDetail } from '@/lib/requests/schema'
import { ReplayBadge } from './replay-badge'
import { durationOf, type KeyNames } from './request-words'

type Props = { call: RequestDetail; keys: KeyNames; base: string; whole?: boolean | undefined }

export function RequestFacts({ call, keys, base, whole }: Props) {
  const keyName = call.api_key_id && keys.get(call.api_key_id)
  return (
    <Facts>
      <Fact name="Time">
        <RelativeTime at={call.created_at} className="text-start" />
      </Fact>
      <Fact name="Took">{durationOf(call.duration_ms)}</Fact>
      <Fact name="Key">
        <span className="inline-flex flex-wrap items-center gap-x-2">
          {keyName}
          {call.api_key_id && (
            <IdText id={call.api_key_id} noun="key id" whole={whole} className="text-ink-2" />
          )}
        </span>
      </Fact>
      <Fact name="Address">
        <span className="type-mono text-xs">{call.address || 'not known'}</span>
      </Fact>
      <Fact name="User agent">
        {call.user_agent ? <span className="type-mono text-xs">{call.user_agent}</span> : 'none sent'}
      </Fact>
      {call.idempotency_key !== null && (
        <Fact name="Idempotency-Key">
          <span className="type-mono text-xs">{call.idempotency_key}</span>{' '}
          {call.is_replay && <ReplayBadge />}
        </Fact>
      )}
      {call.objects.map(({ id, type }, index) => (
        <Fact key={id} name={index === 0 ? 'About' : ''}>
          <IdText
            id={id}
            noun={`${type} id`}
            whole={whole}
            href={
              type === 'otp'
                ? `${base}/otps/${id}`
                : type === 'request'
                  ? `${base}/requests/${id}`
                  : undefined
            }
          />
        </Fact>
      ))}
    </Facts>
  )
}
