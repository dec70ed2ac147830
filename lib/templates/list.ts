import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { selectTemplateAccounts } from '@/lib/templates/account-store'
import { presentTemplates } from '@/lib/templates/present'
import { categoryOf } from '@/lib/templates/rules'
import type { ListTemplatesQuery, TemplateList } from '@/lib/templates/schema'
import { settleTestTemplates } from '@/lib/templates/settle-test'
import { selectTemplates } from '@/lib/templates/store'

type Query = CamelKeys<z.output<typeof ListTemplatesQuery>>

const noAccount = 'none'

/** A page of templates, one language a row, newest first. What is gone at Meta is left out. */
export async function listTemplates(ctx: Ctx, query: Query): Promise<TemplateList> {
  requirePermission(ctx, 'templates.read')
  const { limit, cursor, name, language, category, status, account } = query
  const list = `templates/${ctx.tenantId}/${ctx.mode}`
  const before = cursor && readCursor(list, cursor)
  return withTenant(ctx, async (tx) => {
    if (ctx.mode === 'test') await settleTestTemplates(tx)
    const wabaId = account === undefined ? undefined : await wabaOf(account)
    const rows = await selectTemplates(tx, {
      limit: limit + 1,
      before,
      name,
      language,
      category: categoryOf(category) ?? undefined,
      status: status?.toUpperCase(),
      wabaId,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const hasMore = rows.length > limit
    return {
      object: 'list',
      data: await presentTemplates(tx, page),
      has_more: hasMore,
      next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
    }

    async function wabaOf(id: string): Promise<string> {
      const uuid = fromTypeId('account', id)
      const accounts = uuid === null ? [] : await selectTemplateAccounts(tx)
      return accounts.find(({ accountId }) => accountId === uuid)?.wabaId ?? noAccount
    }
  })
}
