'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { CreateContactInput } from '@/lib/contacts/schema'
import { newContact, noFields } from './contact-fields'
import { ContactForm } from './contact-form'

export function ContactDialog({ base }: { base: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary" data-create>
          Create contact
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Create a contact"
        description="One number has one contact, whichever way it is written."
      >
        <ContactForm
          path={`/api${base}/contacts`}
          initial={noFields}
          bodyOf={newContact}
          check={CreateContactInput}
          act="Create contact"
          onDone={({ id }) => {
            setOpen(false)
            router.push(`${base}/contacts?id=${id}`)
            router.refresh()
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
