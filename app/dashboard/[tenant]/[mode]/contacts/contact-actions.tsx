'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { ContactObject, DeletedContact } from '@/lib/contacts/schema'
import { ConfirmAct } from '../confirm-act'
import { EditContact } from './edit-contact'
import { MergeContact } from './merge-contact'

type Props = { contact: ContactObject; base: string; closed: string }

export function ContactActions({ contact, base, closed }: Props) {
  const router = useRouter()
  const path = `/api${base}/contacts/${contact.id}`
  return (
    <>
      <EditContact contact={contact} path={path} />
      <OptOutAction contact={contact} path={path} />
      <MergeContact contact={contact} path={`${path}/merge`} />
      <ConfirmAct
        trigger={<Button className="text-danger hover:text-danger">Delete</Button>}
        title="Delete this contact?"
        description="Name, tags and attributes are gone for good. Messages stay until their time is over, and an opt-out stays: the person still wants none."
        act="Delete contact"
        acting="Deleting…"
        keep="Keep it"
        path={`${path}/delete`}
        reply={DeletedContact}
        onDone={() => {
          router.push(closed)
          router.refresh()
        }}
      />
    </>
  )
}

function OptOutAction({ contact, path }: { contact: ContactObject; path: string }) {
  const router = useRouter()
  const isOut = contact.opted_out
  const saidSo = contact.opt_outs.some(({ scope, reason }) => scope === 'all' && reason === 'stop')
  return (
    <ConfirmAct
      key={String(isOut)}
      trigger={<Button>{isOut ? 'Opt in' : 'Opt out'}</Button>}
      title={isOut ? 'Write to this person again?' : 'Write to this person no more?'}
      description={
        isOut
          ? saidSo
            ? 'They wrote a stop word themselves. Opt them in only if they have told you since that they want messages.'
            : 'Messages to their number go out again.'
          : 'Messages to their number are refused until somebody opts them in. One-time passwords still go out.'
      }
      act={isOut ? 'Opt in' : 'Opt out'}
      acting="Saving…"
      keep="Leave it"
      path={path}
      body={{ opted_out: !isOut }}
      reply={ContactObject}
      onDone={() => router.refresh()}
    />
  )
}
