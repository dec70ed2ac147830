'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { CodesPanel } from './codes-panel'

type Form = {
  /** It is done: with the recovery codes to show, or null where there are none to show. */
  onDone: (codes: string[] | null) => void
  onCancel: () => void
}
type Props = {
  trigger: ReactNode
  title: string
  description?: ReactNode
  children: (form: Form) => ReactNode
}

/** A form, and then the recovery codes that came of it. No slip of the hand closes it over codes. */
export function FactorDialog({ trigger, title, description, children }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)

  function close() {
    setOpen(false)
    setCodes(null)
  }

  function finish(made: string[] | null) {
    if (made) setCodes(made)
    else close()
    router.refresh()
  }

  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : !codes && close())}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={codes ? 'Store your recovery codes' : title}
        description={
          codes ? 'Each of them gets you in once, should you lose what you sign in with.' : description
        }
        closable={!codes}
      >
        {codes ? (
          <CodesPanel codes={codes} onStored={close} />
        ) : (
          children({ onDone: finish, onCancel: close })
        )}
      </DialogContent>
    </Dialog>
  )
}
