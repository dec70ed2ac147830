import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { type TemplatesQuery, templatesHref } from './query'

export function NoSenderYet({ base }: { base: string }) {
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="No number yet"
        action={
          <Button asChild variant="primary">
            <Link href={`${base}/senders`}>Connect a number</Link>
          </Button>
        }
      >
        <p>Templates belong to a WhatsApp account. Connect a number, and those it has appear here.</p>
      </EmptyState>
    </div>
  )
}

export function NoTemplatesYet({ base, mayWrite }: { base: string; mayWrite: boolean }) {
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="No templates yet"
        action={
          mayWrite ? (
            <Button asChild variant="primary">
              <Link href={`${base}/templates/otp`}>Create the OTP template</Link>
            </Button>
          ) : (
            <p className="text-ink-3 text-xs">Templates are made by a developer, admin or owner.</p>
          )
        }
      >
        <p>
          A template is a text that Meta has approved, and the only thing you may write to people first. Codes
          need one; Meta words it in every language, so that it takes a minute.
        </p>
      </EmptyState>
    </div>
  )
}

export function NothingFound({ base, query }: { base: string; query: TemplatesQuery }) {
  const filters = [
    query.status && `is ${query.status.replaceAll('_', ' ')}`,
    query.category && `counts as ${query.category}`,
  ]
  return (
    <div className="border-t pt-8">
      <EmptyState
        title="Nothing matches these filters"
        action={
          <Button asChild>
            <Link href={templatesHref(base, query, { status: undefined, category: undefined })}>
              Clear filters
            </Link>
          </Button>
        }
      >
        <p>No template {filters.filter(Boolean).join(' and ')}.</p>
      </EmptyState>
    </div>
  )
}
