import Link from 'next/link'
import type { ReactNode } from 'react'
import { FlightPath } from '@/components/flight-path'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { otpStatusLooks } from './otp-status'
import { type OtpsQuery, otpsHref } from './query'

const stops = ['Accepted', 'Sent to Meta', 'Delivered', 'Verified']

type FirstRun = { mode: Mode; origin: string; action: ReactNode }

export function NoOtpsYet({ mode, origin, action }: FirstRun) {
  return (
    <div className="grid items-start gap-x-12 border-t pt-8 lg:grid-cols-[minmax(0,64ch)_220px]">
      <EmptyState title={mode === 'test' ? 'No test OTPs yet' : 'No OTPs yet'} action={action}>
        <p>Every code you send shows up here, with its flight path from the request to the verification.</p>
      </EmptyState>
      <div className="row-span-2 border-s-2 ps-6 max-lg:hidden">
        <FlightPath timeline={[]} ahead={stops} />
      </div>
      <div className="grid max-w-[64ch] gap-2 pt-8">
        <p className="text-ink-2">Or send it from your code:</p>
        <CodeBlock code={sendCurl(mode, origin)} label="curl command" title="Send with curl" />
      </div>
    </div>
  )
}

function sendCurl(mode: Mode, origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"${mode === 'test' ? '+15550100001' : '+14155550100'}"}'`,
  ].join('\n')
}

export function NothingFound({ query, base }: { query: OtpsQuery; base: string }) {
  const filters = [
    query.status && `has the status ${otpStatusLooks[query.status].word.toLowerCase()}`,
    query.to && `went to ${query.to}`,
  ].filter(Boolean)
  const isFiltered = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isFiltered ? 'Nothing matches these filters' : 'No older OTPs'}
        action={
          <Button asChild>
            <Link href={otpsHref(base, query, { status: undefined, to: undefined })}>
              {isFiltered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        {isFiltered && <p>No OTP of this mode {filters.join(' and ')}.</p>}
      </EmptyState>
    </div>
  )
}
