import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { ContactObject } from '@/lib/contacts/schema'
import type { Mode } from '@/lib/core/context'
import { ContactDetail } from './contact-detail'
import { type ContactsQuery, contactsHref } from './query'

type Props = {
  contact: ContactObject | null
  id: string
  mode: Mode
  base: string
  query: ContactsQuery
  mayWrite: boolean
}

export function ContactPanel({ contact, id, mode, base, query, mayWrite }: Props) {
  const closed = contactsHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Contact details" asked={id} id={contact?.id} closed={closed} list="Contacts">
      {contact ? (
        <ContactDetail
          {...{ contact, base, mayWrite }}
          closed={closed}
          corner={<PanelCorner closed={closed} page={`${base}/contacts/${contact.id}`} />}
        />
      ) : (
        <NothingThere title="No such contact" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or have been deleted or merged into another.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
