'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'
import type { Role } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { InviteForm } from './invite-form'

type Props = { path: string; ownRole: Role; seatsLeft: boolean }

export function InviteMember({ path, ownRole, seatsLeft }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [said, say] = useState('')
  if (!seatsLeft) return <p className="text-ink-3 text-xs">All seats are taken.</p>
  return (
    <>
      <span role="status" className="sr-only">
        {said}
      </span>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="primary" data-create>
            Invite member
          </Button>
        </DialogTrigger>
        <DialogContent
          title="Invite somebody"
          description={`They get a mail with a link that is good for ${policy.teams.invitationDays} days, once.`}
        >
          <InviteForm
            path={path}
            ownRole={ownRole}
            onCancel={() => setOpen(false)}
            onInvited={(email) => {
              setOpen(false)
              say(`The invitation to ${email} is on its way.`)
              router.refresh()
            }}
          />
        </DialogContent>
      </Dialog>
    </>
  )
}
