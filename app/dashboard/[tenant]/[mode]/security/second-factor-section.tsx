import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import type { SecondFactorState } from '@/lib/auth/factor-schema'
import { policy } from '@/lib/core/policy'
import { AddPasskey } from './add-passkey'
import { PasskeyRow } from './passkey-row'
import { RenewCodes } from './renew-codes'
import { SetUpApp } from './set-up-app'
import { TurnOffApp } from './turn-off-app'

/** What a person signs in with beside their password, the same in every workspace of theirs. */
export function SecondFactorSection({ state }: { state: SecondFactorState }) {
  const { totp, passkeys, recovery_codes_left: left } = state
  const isSetUp = totp !== null || passkeys.length > 0
  const isLast = (others: number) => others === 0
  return (
    <section aria-labelledby="second-factor" className="grid gap-1 border-t pt-6">
      <header className="grid gap-1 pb-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="second-factor" className="type-display text-[1.0625rem] leading-6">
            Second factor
          </h2>
          <Status tone={isSetUp ? 'done' : 'attention'} glyph={isSetUp ? 'check' : 'bang'}>
            {isSetUp ? 'On' : 'Off'}
          </Status>
        </div>
        <p className="max-w-[64ch] text-ink-2">
          {isSetUp
            ? 'Signing in takes one of these beside your password, and so does confirming that it is you.'
            : 'Your password alone opens your account. With a second factor, whoever learns it still cannot get in.'}
        </p>
      </header>
      <Part
        title="Authenticator app"
        actions={
          totp ? (
            <>
              <SetUpApp isReplacing />
              <TurnOffApp isLast={isLast(passkeys.length)} />
            </>
          ) : (
            <SetUpApp />
          )
        }
      >
        {totp ? (
          <>
            Set up <RelativeTime at={totp.confirmed_at} />
          </>
        ) : (
          'An app on your phone shows a new code every 30 seconds.'
        )}
      </Part>
      <Part
        title="Passkeys"
        actions={
          passkeys.length < policy.secondFactor.passkeys && <AddPasskey isFirst={passkeys.length === 0} />
        }
      >
        {passkeys.length === 0
          ? 'Your fingerprint, face or security key, which no false page can ask for.'
          : `${passkeys.length} of ${policy.secondFactor.passkeys}`}
      </Part>
      {passkeys.length > 0 && (
        <ul aria-label="Passkeys" className="grid pb-1">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              isLast={totp === null && isLast(passkeys.length - 1)}
            />
          ))}
        </ul>
      )}
      <Part title="Recovery codes" actions={isSetUp && <RenewCodes />}>
        {isSetUp ? (
          <span className={left < 3 ? 'text-amber' : undefined}>
            {left} of {policy.secondFactor.recoveryCodes} left
          </span>
        ) : (
          'You get them with the first of the two, for the day you lose it.'
        )}
      </Part>
    </section>
  )
}

type PartProps = { title: string; actions: ReactNode; children: ReactNode }

function Part({ title, actions, children }: PartProps) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
      <div className="grid min-w-0 gap-0.5">
        <h3 className="font-semibold text-sm">{title}</h3>
        <div className="text-ink-2 text-sm">{children}</div>
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
