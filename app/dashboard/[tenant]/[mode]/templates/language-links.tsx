import Link from 'next/link'
import { templateLooks } from '@/components/templates/template-status'
import { cn } from '@/components/ui/cn'
import { StatusGlyph } from '@/components/ui/status'
import { languageName } from '@/lib/templates/language-schema'
import type { TemplateObject } from '@/lib/templates/schema'

const colours = {
  done: 'text-primary',
  moving: 'text-info',
  attention: 'text-amber',
  failed: 'text-danger',
  ended: 'text-ink-2',
} as const

/** All languages of the name, and where each stands. */
export function LanguageLinks({ template, base }: { template: TemplateObject; base: string }) {
  if (template.languages.length < 2) return <p className="text-ink-2">{languageName(template.language)}</p>
  return (
    <nav aria-label="Languages" className="flex flex-wrap gap-1.5">
      {template.languages.map(({ id, language, status }) => {
        const { glyph, tone, word } = templateLooks[status]
        const isThis = id === template.id
        return (
          <Link
            key={id}
            href={`${base}/templates/${id}`}
            prefetch={false}
            aria-current={isThis ? 'page' : undefined}
            className={cn(
              'inline-flex min-h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm pointer-coarse:min-h-11',
              isThis
                ? 'border-primary bg-soft font-semibold'
                : 'border-control bg-surface text-ink-2 hover:text-ink',
            )}
          >
            <span className={colours[tone]}>
              <StatusGlyph glyph={glyph} />
            </span>
            {languageName(language)}
            <span className="sr-only">: {word}</span>
          </Link>
        )
      })}
    </nav>
  )
}
