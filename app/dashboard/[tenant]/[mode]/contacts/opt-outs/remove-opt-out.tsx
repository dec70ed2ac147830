'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { RemovedSuppression, type SuppressionObject } from '@/lib/contacts/suppression-schema'
import { ConfirmAct } from '../../confirm-act'

type Props = { path: string; suppression: SuppressionObject }

export function RemoveOptOut({ path, suppression: { phone, recipient, scope, reason } }: Props) {
  const router = useRouter()
  const words = {
    stop: 'They wrote a stop word themselves: remove it only if they have told you since that they want messages.',
    whatsapp: 'They switched marketing off in WhatsApp, where it stays off until they switch it on again.',
  }
  const own = reason === 'stop' || reason === 'whatsapp' ? words[reason] : ''
  return (
    <ConfirmAct
      trigger={
        <Button variant="quiet" size="small">
          Remove
        </Button>
      }
      title="Remove this opt-out?"
      description={`Messages to this person are no longer held back. ${own}`.trim()}
      act="Remove opt-out"
      acting="Removing…"
      keep="Keep it"
      path={path}
      body={{ person: phone ?? recipient ?? '', scope }}
      reply={RemovedSuppression}
      onDone={() => router.refresh()}
    />
  )
}
