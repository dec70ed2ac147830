import { z } from 'zod'
import { firstValue } from '@/components/list/page-trail'
import type { TemplateGroup } from '@/lib/templates/group-schema'
import { categories, templateStatuses } from '@/lib/templates/schema'

/** What the URL of the list says. What it cannot mean is left out. */
export const TemplatesQuery = z.object({
  category: firstValue.pipe(z.enum(categories).optional().catch(undefined)),
  status: firstValue.pipe(z.enum(templateStatuses).optional().catch(undefined)),
})
export type TemplatesQuery = z.output<typeof TemplatesQuery>

export function templatesHref(base: string, query: TemplatesQuery, change: Partial<TemplatesQuery>): string {
  const next = { ...query, ...change }
  const search = new URLSearchParams()
  for (const name of ['category', 'status'] as const) if (next[name]) search.set(name, next[name])
  const text = search.toString()
  return `${base}/templates${text ? `?${text}` : ''}`
}

/** A name is met when one of its languages is. */
export function matches({ templates }: TemplateGroup, { category, status }: TemplatesQuery): boolean {
  return templates.some(
    (one) => (!category || one.category === category) && (!status || one.status === status),
  )
}
