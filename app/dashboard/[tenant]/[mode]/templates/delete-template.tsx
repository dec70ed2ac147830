'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import type { DeletionImpact } from '@/lib/templates/group-schema'
import { languageName } from '@/lib/templates/language-schema'
import { DeletedTemplate, type TemplateObject } from '@/lib/templates/schema'
import { ConfirmAct } from '../confirm-act'

type Props = { template: TemplateObject; impact: DeletionImpact; mode: string; path: string; list: string }

const words = new Intl.ListFormat('en', { type: 'conjunction' })

/** Says what stops working before it does. */
export function DeleteTemplate({ template, impact, mode, path, list }: Props) {
  const router = useRouter()
  const { id, name, language, languages, status } = template
  if (status === 'disabled')
    return <p className="text-ink-3 text-xs">Meta does not let a disabled template be deleted.</p>
  const common = {
    path: `${path}/${id}/delete`,
    reply: DeletedTemplate,
    acting: 'Deleting…',
    keep: 'Keep it',
    onDone: () => {
      router.push(list)
      router.refresh()
    },
  }
  const hasMore = languages.length > 1
  return (
    <>
      <ConfirmAct
        {...common}
        trigger={<Button>Delete</Button>}
        title={`Delete ${name} in ${languageName(language)}`}
        description={explain(impact.lostAlone, impact.lastUsedAt, mode)}
        act="Delete this language"
        body={{}}
      />
      {hasMore && (
        <ConfirmAct
          {...common}
          trigger={<Button>Delete all languages</Button>}
          title={`Delete ${name} in all ${languages.length} languages`}
          description={explain(impact.lostWithAll, impact.lastUsedAt, mode)}
          act="Delete all languages"
          body={{ all_languages: 'true' }}
        />
      )}
    </>
  )
}

function explain(lost: string[], lastUsedAt: string | null, mode: string): string {
  return [
    mode === 'live' ? 'It is deleted at Meta as well, in live mode.' : 'It is deleted in test mode alone.',
    lastUsedAt ? `It was last used on ${lastUsedAt.slice(0, 10)}.` : 'It was never used.',
    lost.length > 0
      ? `No code can be sent in ${words.format(lost.map(languageName))} any more: it is the last approved template for codes there.`
      : 'Codes go on without it.',
    'Calls that name it fail.',
    mode === 'live' ? 'Meta keeps the name from being used again for 30 days.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}
