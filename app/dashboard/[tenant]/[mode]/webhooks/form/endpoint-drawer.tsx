'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import type { Mode } from '@/lib/core/context'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import type { EventChoice } from '../event-choices'
import { EndpointForm } from './endpoint-form'

type Props = {
  api: string
  base: string
  mode: Mode
  choices: readonly EventChoice[]
  /** The one that is changed; without it, a new one is made. */
  endpoint?: EndpointObject
}

export function EndpointDrawer({ api, base, mode, choices, endpoint }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)

  function onSaved(saved: EndpointObject | null) {
    setOpen(false)
    if (saved && !endpoint) router.push(`${base}/webhooks/${saved.id}`)
    router.refresh()
  }

  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        {endpoint ? (
          <Button>Edit</Button>
        ) : (
          <Button variant="primary" data-create>
            Add endpoint
          </Button>
        )}
      </SheetTrigger>
      <SheetContent
        title={endpoint ? 'Edit endpoint' : `Add a ${mode} endpoint`}
        description={
          endpoint
            ? 'Deliveries that are made from now on go by what you save, retries included.'
            : `A URL of yours that gets the events of ${mode} mode, signed.`
        }
      >
        <EndpointForm api={api} choices={choices} endpoint={endpoint ?? null} onSaved={onSaved} />
      </SheetContent>
    </Sheet>
  )
}
