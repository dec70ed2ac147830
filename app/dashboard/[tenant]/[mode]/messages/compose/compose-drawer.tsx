'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import type { Mode } from '@/lib/core/context'
import { ComposeForm } from './compose-form'

type Props = { tenant: string; mode: Mode; mayWrite: boolean; origin: string }

export function ComposeDrawer({ tenant, mode, mayWrite, origin }: Props) {
  const [open, setOpen] = useState(false)
  const label = mode === 'test' ? 'Compose a test message' : 'Compose a message'
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
            ? 'Nothing reaches a real phone. The form and the code are one request: change either.'
            : 'A real message to a real phone. It counts towards your plan.'
        }
      >
        <ComposeForm tenant={tenant} mode={mode} origin={origin} onSent={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  )
}
