'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '@/components/ui/dialog'

type Props = { confirm: boolean; busy: boolean; onCancel: () => void }

/** In live mode a person waits for this code, so that it asks first. */
export function CancelOtp({ confirm, busy, onCancel }: Props) {
  const button = (
    <Button busy={busy} className="text-danger hover:text-danger" {...(confirm ? {} : { onClick: onCancel })}>
      {busy ? 'Canceling…' : 'Cancel'}
    </Button>
  )
  if (!confirm) return button
  return (
    <Dialog>
      <DialogTrigger asChild>{button}</DialogTrigger>
      <DialogContent
        role="alertdialog"
        title="Cancel this one-time password?"
        description="The code that the person has received, or is about to, will not verify any more. This cannot be undone; a new code can be sent."
      >
        <DialogActions>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <DialogClose asChild>
            <Button variant="danger" onClick={onCancel}>
              Cancel the code
            </Button>
          </DialogClose>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
