import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { Role } from '@/lib/core/context'
import type { MemberObject } from '@/lib/tenants/schema'
import { LeaveWorkspace } from '../leave-workspace'
import { RemoveMember } from './remove-member'
import { RoleMenu } from './role-menu'
import { roleWords } from './role-words'

type Props = {
  members: MemberObject[]
  path: string
  ownRole: Role
  mayWrite: boolean
  workspace: string
}

export function MemberTable({ members, ...props }: Props) {
  const owners = members.filter(({ role }) => role === 'owner').length
  return (
    <Table caption="Members, longest first">
      <TableHead>
        <HeadCell>Member</HeadCell>
        <HeadCell className="w-36">Role</HeadCell>
        <HeadCell className="w-32">Two-factor</HeadCell>
        <HeadCell className="w-36">Last active</HeadCell>
        <HeadCell className="w-36">Joined</HeadCell>
        <HeadCell className="w-24">
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isLastOwner={member.role === 'owner' && owners === 1}
            {...props}
          />
        ))}
      </TableBody>
    </Table>
  )
}

type RowProps = Omit<Props, 'members'> & { member: MemberObject; isLastOwner: boolean }

function MemberRow({ member, isLastOwner, path, ownRole, mayWrite, workspace }: RowProps) {
  const { id, email, role, is_you, has_second_factor, joined_at, last_active_at } = member
  const isWithinReach = mayWrite && (role !== 'owner' || ownRole === 'owner') && !isLastOwner
  return (
    <Row data-id={id}>
      <Cell className="font-semibold [overflow-wrap:anywhere] @max-xl:order-1">
        {email}
        {is_you && <span className="ms-2 font-normal text-ink-3 text-xs">you</span>}
      </Cell>
      <Cell className="@max-xl:order-2 @max-xl:text-end">
        {isWithinReach ? (
          <RoleMenu path={`${path}/members/${id}/role`} member={member} ownRole={ownRole} />
        ) : (
          roleWords[role].name
        )}
      </Cell>
      <Cell className="@max-xl:order-3 @max-xl:text-xs">
        {has_second_factor ? (
          <Status tone="done" glyph="check">
            On
          </Status>
        ) : (
          <Status tone="ended" glyph="slash">
            Off
          </Status>
        )}
        <span className="sr-only"> two-factor</span>
      </Cell>
      <Cell className="text-ink-2 @max-xl:order-5 @max-xl:col-span-2 @max-xl:text-xs">
        <span className="@xl:sr-only">active </span>
        {last_active_at ? <RelativeTime at={last_active_at} /> : 'never'}
      </Cell>
      <Cell className="text-ink-2 @max-xl:hidden">
        <RelativeTime at={joined_at} />
      </Cell>
      <Cell className="whitespace-nowrap text-end @max-xl:order-4">
        {is_you && !isLastOwner && <LeaveWorkspace path={`${path}/leave`} workspace={workspace} quiet />}
        {!is_you && isWithinReach && <RemoveMember path={`${path}/members/${id}/remove`} email={email} />}
      </Cell>
    </Row>
  )
}
