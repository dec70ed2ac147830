import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { PasskeyObject } from '@/lib/auth/factor-schema'
import { lastFactorWords } from './last-factor'
import { RemoveFactor } from './remove-factor'
import { RenamePasskey } from './rename-passkey'

export function PasskeyRow({ passkey, isLast }: { passkey: PasskeyObject; isLast: boolean }) {
  const { id, name, created_at, last_used_at } = passkey
  return (
    <li className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-dashed py-2 ps-4">
      <div className="grid min-w-0 gap-0.5">
        <span className="font-semibold text-sm [overflow-wrap:anywhere]">{name}</span>
        <span className="text-ink-3 text-xs">
          Added <RelativeTime at={created_at} />
          {', '}
          {last_used_at ? (
            <>
              last used <RelativeTime at={last_used_at} />
            </>
          ) : (
            'not used yet'
          )}
        </span>
      </div>
      <div className="flex gap-1">
        <RenamePasskey passkey={passkey} />
        <RemoveFactor
          title={`Remove the passkey ${name}?`}
          description={
            isLast
              ? lastFactorWords
              : 'It opens nothing here any more. Delete it on its device as well, where it stays otherwise.'
          }
          act="Remove passkey"
          acting="Removing…"
          path="/api/auth/passkeys/remove"
          body={{ id }}
          trigger={
            <Button
              variant="quiet"
              size="small"
              className="text-danger hover:text-danger"
              aria-label={`Remove ${name}`}
            >
              Remove
            </Button>
          }
        />
      </div>
    </li>
  )
}
