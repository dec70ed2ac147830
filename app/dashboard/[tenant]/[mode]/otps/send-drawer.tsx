'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import type { Mode } from '@/lib/core/context'
import { SendForm } from './send-form'

type Props = { tenant: string; mode: Mode; mayWrite: boolean }

export function SendDrawer({ tenant, mode, mayWrite }: Props) {
  const [open, setOpen] = useState(false)
  const label = mode === 'test' ? 'Send a test OTP' : 'Send an OTP'
  if (!mayWrite)
    return <p className="text-ink-3 text-xs">Sending needs the role of developer, admin or owner.</p>
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="primary" data-create>
          {label}
        </Button>
      </SheetTrigger>
      <SheetContent
        title={label}
        description={
          mode === 'test'
            ? 'Nothing reaches a real phone. The code is always the first digits of 12345678.'
            : 'A real message to a real phone. It counts towards your plan.'
        }
      >
        <SendForm tenant={tenant} mode={mode} onSent={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  )
}
