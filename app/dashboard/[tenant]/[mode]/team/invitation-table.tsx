import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { Role } from '@/lib/core/context'
import type { InvitationObject } from '@/lib/tenants/schema'
import { InvitationActions } from './invitation-actions'
import { roleWords } from './role-words'

type Props = { invitations: InvitationObject[]; path: string; ownRole: Role }

export function InvitationTable({ invitations, path, ownRole }: Props) {
  if (invitations.length === 0)
    return <p className="text-ink-2">None is open. Who is invited stands here until they have joined.</p>
  return (
    <Table caption="Invitations, newest first">
      <TableHead>
        <HeadCell>Invited</HeadCell>
        <HeadCell className="w-36">Role</HeadCell>
        <HeadCell className="w-64">By</HeadCell>
        <HeadCell className="w-36">Expires</HeadCell>
        <HeadCell className="w-44">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} {...{ invitation, path, ownRole }} />
        ))}
      </TableBody>
    </Table>
  )
}

type RowProps = { invitation: InvitationObject; path: string; ownRole: Role }

function InvitationRow({ invitation, path, ownRole }: RowProps) {
  const { id, email, role, state, invited_by, expires_at } = invitation
  return (
    <Row data-id={id}>
      <Cell className="font-semibold [overflow-wrap:anywhere] @max-xl:order-1">{email}</Cell>
      <Cell className="@max-xl:order-2 @max-xl:text-end">{roleWords[role].name}</Cell>
      <Cell className="max-w-64 truncate text-ink-2 @max-xl:hidden">{invited_by ?? 'a former member'}</Cell>
      <Cell className="text-ink-2 @max-xl:order-3 @max-xl:text-xs">
        {state === 'expired' ? (
          <Status tone="ended" glyph="over">
            Expired
          </Status>
        ) : (
          <>
            <span className="@xl:sr-only">expires </span>
            <RelativeTime at={expires_at} isAhead />
          </>
        )}
      </Cell>
      <Cell className="whitespace-nowrap text-end @max-xl:order-4">
        {(role !== 'owner' || ownRole === 'owner') && (
          <InvitationActions path={`${path}/${id}`} email={email} />
        )}
      </Cell>
    </Row>
  )
}
