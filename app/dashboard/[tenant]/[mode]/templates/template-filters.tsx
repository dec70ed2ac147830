import { FilterMenu } from '@/components/list/filter-menu'
import { TemplateStatusMark, templateLooks } from '@/components/templates/template-status'
import { categories, templateStatuses } from '@/lib/templates/schema'
import { type TemplatesQuery, templatesHref } from './query'
import { categoryWords } from './words'

const shown = templateStatuses.filter((status) => status !== 'deleted')

export function TemplateFilters({ base, query }: { base: string; query: TemplatesQuery }) {
  const { category, status } = query
  const href = (change: Partial<TemplatesQuery>) => templatesHref(base, query, change)
  return (
    <>
      <FilterMenu
        name="Status"
        first
        value={status}
        chosen={status && templateLooks[status].word.toLowerCase()}
        unset={{ href: href({ status: undefined }), label: 'Any status' }}
        options={shown.map((value) => ({
          value,
          href: href({ status: value }),
          label: <TemplateStatusMark status={value} />,
        }))}
      />
      <FilterMenu
        name="Category"
        value={category}
        chosen={category && categoryWords[category].toLowerCase()}
        unset={{ href: href({ category: undefined }), label: 'Any category' }}
        options={categories.map((value) => ({
          value,
          href: href({ category: value }),
          label: categoryWords[value],
        }))}
      />
    </>
  )
}
