'use client'

import { Button } from '@/components/ui/button'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { RotateForm } from './rotate-form'
import { SecretDialog } from './secret-dialog'

type Props = { path: string; apiKey: ApiKeyObject }

/**
 * Stays on the page when the key can no longer be rotated: the new key is shown here, and the list may be read again
 * while it is.
 */
export function RotateKey({ path, apiKey }: Props) {
  const { name, mode, state } = apiKey
  return (
    <SecretDialog
      title={`Rotate the ${mode} key ${name}?`}
      description={`A new key with the same name, access, addresses and sender takes its place${lifetimeOf(apiKey)}.`}
      trigger={
        state === 'active' && (
          <Button variant="quiet" size="small" aria-label={`Rotate ${name}`}>
            Rotate
          </Button>
        )
      }
    >
      {(form) => <RotateForm path={path} {...form} />}
    </SecretDialog>
  )
}

function lifetimeOf({ created_at, expires_at }: ApiKeyObject): string {
  if (!expires_at) return ''
  const days = Math.round((Date.parse(expires_at) - Date.parse(created_at)) / 86_400_000)
  return days < 1
    ? ', with as much time as it was given'
    : `, and expires ${days} ${days === 1 ? 'day' : 'days'} from now`
}
