'use client'

import { Button } from '@/components/ui/button'
import type { Mode } from '@/lib/core/context'
import { KeyForm } from './key-form'
import { SecretDialog } from './secret-dialog'
import type { SenderOption } from './sender-options'

type Props = { path: string; mode: Mode; senders: readonly SenderOption[] }

export function CreateKey({ path, mode, senders }: Props) {
  return (
    <SecretDialog
      title={`Create a ${mode} key`}
      trigger={
        <Button variant="primary" data-create>
          Create key
        </Button>
      }
    >
      {(form) => <KeyForm path={path} mode={mode} senders={senders} {...form} />}
    </SecretDialog>
  )
}
