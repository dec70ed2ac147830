'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { Mode } from '@/lib/core/context'
import type { CreatedApiKey } from '@/lib/keys/schema'
import { KeyForm } from './key-form'
import { KeySecret } from './key-secret'

/** The whole key lives in this component's memory alone, from the answer until the dialog closes. */
export function CreateKey({ path, mode }: { path: string; mode: Mode }) {
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
      <DialogTrigger asChild>
        <Button variant="primary" data-create>
          Create key
        </Button>
      </DialogTrigger>
      <DialogContent
        title={created ? `Key ${created.name} created` : `Create a ${mode} key`}
        description={created ? 'It is shown this one time. We keep only its hash.' : undefined}
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
          <KeyForm
            path={path}
            mode={mode}
            onCreated={setCreated}
            onBusy={setBusy}
            onCancel={() => onOpenChange(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
