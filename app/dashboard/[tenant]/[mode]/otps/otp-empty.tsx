import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { otpStatusLooks } from './otp-status'
import { type OtpsQuery, otpsHref } from './query'

export function NoOtpsYet({ mode, origin, action }: { mode: Mode; origin: string; action: ReactNode }) {
  const to = mode === 'test' ? '+15550100001' : '+14155550100'
  const code = [
    `curl ${origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"${to}"}'`,
  ].join('\n')
  return (
    <EmptyState title={mode === 'test' ? 'No test OTPs yet' : 'No OTPs yet'} action={action}>
      <p>
        Every code you send shows up here, with its flight path from request to verification. Send the first
        one from here or from your code:
      </p>
      <CodeBlock code={code} label="curl command" title="Send with curl" />
    </EmptyState>
  )
}

export function NothingFound({ query, base }: { query: OtpsQuery; base: string }) {
  const filters = [
    query.status && `status ${otpStatusLooks[query.status].word.toLowerCase()}`,
    query.to && `sent to ${query.to}`,
  ].filter(Boolean)
  const clear = otpsHref(base, query, { status: undefined, to: undefined })
  return (
    <EmptyState
      title={filters.length > 0 ? 'Nothing matches these filters' : 'No older OTPs'}
      action={
        <Button asChild>
          <Link href={clear}>{filters.length > 0 ? 'Clear filters' : 'Go to the newest'}</Link>
        </Button>
      }
    >
      {filters.length > 0 && <p>No OTP in this mode has {filters.join(' and was ')}.</p>}
    </EmptyState>
  )
}
