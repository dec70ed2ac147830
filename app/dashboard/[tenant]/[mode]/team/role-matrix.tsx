import { Check } from 'lucide-react'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { type Role, roles } from '@/lib/core/context'
import { permissions } from '@/lib/core/permissions'
import { roleWords } from './role-words'

const rows = Object.entries(permissions).map(([name, { title, roles: allowed }]) => ({
  name,
  title,
  allowed: roles.filter((role) => allowed.some((other) => other === role)),
}))

/** The table that the verbs themselves ask, printed. */
export function RoleMatrix({ ownRole }: { ownRole: Role }) {
  return (
    <section aria-labelledby="roles" className="grid scroll-mt-16 gap-2 pt-4">
      <h2 id="roles" className="type-display text-[1.0625rem] leading-6">
        Who may do what
      </h2>
      <Table caption="What each role may do" className="max-w-4xl">
        <TableHead>
          <HeadCell>May</HeadCell>
          {roles.map((role) => (
            <HeadCell key={role} className="w-24 text-center">
              {roleWords[role].name}
              {role === ownRole && <span className="block font-normal">your role</span>}
            </HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {rows.map(({ name, title, allowed }) => (
            <Row key={name} className="@max-xl:grid-cols-1">
              <Cell className="font-medium">{title}</Cell>
              {roles.map((role) => (
                <Cell key={role} className="text-center @max-xl:hidden">
                  {allowed.includes(role) ? <Yes /> : <No />}
                </Cell>
              ))}
              <Cell className="text-ink-2 text-xs @xl:hidden">
                {allowed.map((role) => roleWords[role].name).join(', ')}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function Yes() {
  return (
    <>
      <Check aria-hidden className="mx-auto size-4 text-primary" strokeWidth={2.5} />
      <span className="sr-only">yes</span>
    </>
  )
}

function No() {
  return (
    <>
      <span aria-hidden className="text-ink-3">
        –
      </span>
      <span className="sr-only">no</span>
    </>
  )
}
