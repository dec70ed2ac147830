'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { CreatedApiKey } from '@/lib/keys/schema'
import { KeySecret } from './key-secret'

/** What the form of a new key tells its dialog. */
export type NewKeyForm = {
  onCreated: (created: CreatedApiKey) => void
  /** While a key is being made, closing would lose it unseen. */
  onBusy: (busy: boolean) => void
  onCancel: () => void
}

type Props = {
  trigger: ReactNode
  title: string
  description?: ReactNode
  children: (form: NewKeyForm) => ReactNode
}

/**
 * A form, and then the key that came of it. The whole key lives in this component's memory alone, from the answer
 * until the dialog closes.
 */
export function SecretDialog({ trigger, title, description, children }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const [busy, setBusy] = useState(false)
  const [stored, setStored] = useState(false)
  const [asking, setAsking] = useState(false)

  function close() {
    setOpen(false)
    setCreated(null)
    setStored(false)
    setAsking(false)
    if (created) router.refresh()
  }

  function onOpenChange(next: boolean) {
    if (next) setOpen(true)
    else if (busy) return
    else if (created && !stored) setAsking(true)
    else close()
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent
        title={created ? `Key ${created.name} created` : title}
        description={created ? 'It is shown this one time. We keep only its hash.' : description}
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <KeySecret
            created={created}
            stored={stored}
            asking={asking}
            onStored={() => {
              setStored(true)
              setAsking(false)
            }}
            onStay={() => setAsking(false)}
            onClose={() => onOpenChange(false)}
            onDiscard={close}
          />
        ) : (
          children({ onCreated: setCreated, onBusy: setBusy, onCancel: () => onOpenChange(false) })
        )}
      </DialogContent>
    </Dialog>
  )
}
