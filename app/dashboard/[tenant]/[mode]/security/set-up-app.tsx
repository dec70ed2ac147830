'use client'

import { Button } from '@/components/ui/button'
import { FactorDialog } from './factor-dialog'
import { SetUpAppForm } from './set-up-app-form'

export function SetUpApp({ isReplacing = false }: { isReplacing?: boolean }) {
  return (
    <FactorDialog
      title={isReplacing ? 'Replace your authenticator app' : 'Set up an authenticator app'}
      description={
        isReplacing
          ? 'The app that you have now goes on working until the new one has shown its first code.'
          : 'Any app for one-time codes will do, such as the one of your password manager.'
      }
      trigger={
        <Button aria-label={isReplacing ? 'Replace the authenticator app' : 'Set up an authenticator app'}>
          {isReplacing ? 'Replace' : 'Set up app'}
        </Button>
      }
    >
      {(form) => <SetUpAppForm {...form} />}
    </FactorDialog>
  )
}
