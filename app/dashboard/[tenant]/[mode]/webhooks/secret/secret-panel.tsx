import { Fact, Facts } from '@/components/facts'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Mode, Role } from '@/lib/core/context'
import { may, whoMay } from '@/lib/core/permissions'
import type { SecretState } from '@/lib/webhooks/endpoint-schema'
import { SecretValue } from './secret-value'

type Props = {
  state: SecretState
  mode: Mode
  role: Role
  api: string
}

/** What all deliveries of the mode are signed with: when it was made, and for those who may, what it is. */
export function SecretPanel({ state: { created_at, previous_valid_until }, mode, role, api }: Props) {
  return (
    <section aria-labelledby="secret" className="grid content-start gap-3">
      <div className="grid gap-1">
        <h2 id="secret" className="type-display text-[1.0625rem]">
          Signing secret
        </h2>
        <p className="text-ink-2 text-sm">
          One for all {mode} endpoints. Your server verifies with it that a delivery is ours.
        </p>
      </div>
      <Facts>
        <Fact name="Created">
          <RelativeTime at={created_at} />
        </Fact>
        <Fact name="The one before">
          {previous_valid_until ? (
            <>
              signs along, ends <RelativeTime at={previous_valid_until} isAhead />
            </>
          ) : (
            <span className="text-ink-3">does not sign</span>
          )}
        </Fact>
      </Facts>
      {may(role, 'webhooks.secret') ? (
        <SecretValue api={api} mode={mode} />
      ) : (
        <p className="border-control border-s-2 bg-sunken px-3 py-2 text-ink-2 text-sm">
          Your role does not show the secret. {whoMay('webhooks.secret')}
        </p>
      )}
    </section>
  )
}
