'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ContactImportObject } from '@/lib/contacts/import-schema'
import { ConfirmAct } from '../../../confirm-act'

/** For one that runs what is in stays in; one that was not started is thrown away. */
export function CancelImport({ path, isWaiting = false }: { path: string; isWaiting?: boolean }) {
  const router = useRouter()
  return (
    <ConfirmAct
      trigger={<Button>{isWaiting ? 'Throw away' : 'Cancel import'}</Button>}
      title={isWaiting ? 'Throw this file away?' : 'Cancel this import?'}
      description={
        isWaiting
          ? 'Nothing of it was imported.'
          : 'What has gone in stays; the rest of the file is thrown away.'
      }
      act={isWaiting ? 'Throw away' : 'Cancel import'}
      acting="Canceling…"
      keep={isWaiting ? 'Keep it' : 'Let it run'}
      path={path}
      reply={ContactImportObject}
      onDone={() => router.refresh()}
    />
  )
}
