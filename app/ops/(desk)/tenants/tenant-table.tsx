import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { Status } from '@/components/ui/status'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { TenantSummary } from '@/lib/tenants/operator-schema'
import { ResumeTenant } from './resume-tenant'
import { SuspendTenant } from './suspend-tenant'

export function TenantTable({ tenants }: { tenants: TenantSummary[] }) {
  return (
    <Table caption="Tenants, newest first">
      <TableHead>
        <HeadCell>Workspace</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell>Plan</HeadCell>
        <HeadCell>Owners</HeadCell>
        <HeadCell>Made</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {tenants.map((tenant) => (
          <TenantRow key={tenant.tenant_id} tenant={tenant} />
        ))}
      </TableBody>
    </Table>
  )
}

function TenantRow({ tenant }: { tenant: TenantSummary }) {
  const { tenant_id, slug, name, status, plan, owners, members, created_at, suspended_reason } = tenant
  return (
    <Row>
      <Cell>
        <span className="font-semibold">{name}</span>{' '}
        <span className="type-mono text-ink-3 text-xs">{slug}</span>
        <br />
        <IdText id={tenant_id} noun="tenant id" className="text-ink-3" />
      </Cell>
      <Cell className="@max-xl:text-end">
        {status === 'active' ? (
          <Status tone="done" glyph="check">
            Active
          </Status>
        ) : (
          <span title={suspended_reason ?? undefined}>
            <Status tone="failed" glyph="slash">
              Suspended
            </Status>
          </span>
        )}
      </Cell>
      <Cell className="first-letter:uppercase">{plan}</Cell>
      <Cell className="[overflow-wrap:anywhere] @max-xl:col-span-2">
        {owners.join(', ') || 'nobody'}
        {members > owners.length && <span className="text-ink-3"> and {members - owners.length} more</span>}
      </Cell>
      <Cell>
        <RelativeTime at={created_at} className="text-ink-2" />
      </Cell>
      <Cell className="text-end">
        {status === 'active' ? (
          <SuspendTenant id={tenant_id} name={name} />
        ) : (
          <ResumeTenant id={tenant_id} name={name} />
        )}
      </Cell>
    </Row>
  )
}
