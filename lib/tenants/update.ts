import type { z } from 'zod'
import { asSystem, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import type { UpdateWorkspaceInput, WorkspaceObject } from '@/lib/tenants/schema'
import { getTenant } from '@/lib/tenants/store'
import { updateTenant } from '@/lib/tenants/system'

type Input = CamelKeys<z.output<typeof UpdateWorkspaceInput>>

/**
 * Gives the workspace another name and another default language; its address stays. No tenant may write its own row,
 * so that the change and its entry in the audit log are two transactions, one right after the other.
 */
export async function updateWorkspace(ctx: Ctx, values: Input): Promise<WorkspaceObject> {
  requirePerson(ctx, 'workspace.write')
  const before = await withTenant(ctx, getTenant)
  await asSystem((tx) => updateTenant(tx, ctx.tenantId, values))
  await withTenant(ctx, (tx) =>
    recordAudit(ctx, tx, {
      action: 'workspace.changed',
      target: { type: 'tenant', id: toTypeId('tenant', ctx.tenantId) },
      before: { name: before.name, default_locale: before.defaultLocale },
      after: { name: values.name, default_locale: values.defaultLocale },
    }),
  )
  return { object: 'workspace', slug: before.slug, name: values.name, default_locale: values.defaultLocale }
}
