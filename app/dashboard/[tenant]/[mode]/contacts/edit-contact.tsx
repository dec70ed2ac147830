'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import { type ContactObject, UpdateContactInput } from '@/lib/contacts/schema'
import { changesOf, fieldsOf } from './contact-fields'
import { ContactForm } from './contact-form'

export function EditContact({ contact, path }: { contact: ContactObject; path: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>Edit</Button>
      </DialogTrigger>
      <DialogContent
        title="Edit the contact"
        description="An opt-out belongs to the number, and stays with it."
      >
        <ContactForm
          path={path}
          initial={fieldsOf(contact)}
          bodyOf={(fields) => changesOf(contact, fields)}
          check={UpdateContactInput}
          act="Save"
          onDone={() => {
            setOpen(false)
            router.refresh()
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
