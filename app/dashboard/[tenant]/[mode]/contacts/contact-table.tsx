import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { MaskedPhone } from '@/components/masked-phone'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { ContactObject } from '@/lib/contacts/schema'
import { nameOf } from './contact-words'
import { OptOutStatus } from './opt-out-status'
import { type ContactsQuery, contactsHref } from './query'
import { TagList } from './tag-list'

type Props = { contacts: ContactObject[]; base: string; query: ContactsQuery }

export function ContactTable({ contacts, base, query }: Props) {
  return (
    <Table caption="Contacts, newest first" className="table-fixed">
      <TableHead>
        <HeadCell>Name</HeadCell>
        <HeadCell className="w-44">Phone</HeadCell>
        <HeadCell className="w-36">Messages</HeadCell>
        <HeadCell className="@max-3xl:hidden">Tags</HeadCell>
        <HeadCell className="w-32 ps-4">Created</HeadCell>
      </TableHead>
      <TableBody>
        {contacts.map((contact) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            href={contactsHref(base, query, { id: contact.id })}
            selected={contact.id === query.id}
          />
        ))}
      </TableBody>
    </Table>
  )
}

type RowProps = { contact: ContactObject; href: string; selected: boolean }

function ContactRow({ contact, href, selected }: RowProps) {
  const name = nameOf(contact)
  return (
    <OpeningRow id={contact.id} selected={selected}>
      <OpeningCell>
        <RowLink href={href}>
          <span className="sr-only">Open the contact </span>
          {name ? (
            <span className="line-clamp-1 font-semibold [overflow-wrap:anywhere]">{name}</span>
          ) : (
            <span className="text-ink-3">No name</span>
          )}
        </RowLink>
      </OpeningCell>
      <Cell className="whitespace-nowrap @max-xl:text-end">
        <MaskedPhone phone={contact.phone} />
      </Cell>
      <Cell className="@max-xl:py-0">
        <OptOutStatus contact={contact} />
      </Cell>
      <Cell className="@max-3xl:hidden">
        <TagList tags={contact.tags} most={3} />
      </Cell>
      <Cell className="ps-4 text-ink-2 @max-xl:py-0 @max-xl:text-end">
        <RelativeTime at={contact.created_at} className="relative z-10" />
      </Cell>
    </OpeningRow>
  )
}
