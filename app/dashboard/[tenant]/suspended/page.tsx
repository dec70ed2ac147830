import type { Metadata } from 'next'
import Link from 'next/link'
import { Wordmark } from '@/components/brand'
import { Fact, Facts } from '@/components/facts'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { requireSuspended } from '@/lib/http/require-tenant'

export const metadata: Metadata = { title: 'Workspace suspended' }

export default async function SuspendedPage({ params }: { params: Promise<{ tenant: string }> }) {
  const { name, suspension } = await requireSuspended(params)
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg content-center gap-6 p-5">
      <Wordmark />
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">{name} is suspended</h1>
        <p className="text-ink-2">
          Its API keys are refused, and nothing can be changed here. Nothing is deleted: once the cause is
          settled, work goes on where it stopped.
        </p>
      </div>
      <Facts>
        {suspension.at.getTime() > 0 && (
          <Fact name="Since">
            <RelativeTime at={suspension.at.toISOString()} className="-ms-0.5 px-0.5" />
          </Fact>
        )}
        <Fact name="Reason">{suspension.reason || 'Ask our support for the reason.'}</Fact>
        <Fact name="Write to">
          <a className="font-medium text-primary underline" href="mailto:support@hawksend.com">
            support@hawksend.com
          </a>
        </Fact>
      </Facts>
      <div>
        <Button asChild>
          <Link href="/docs/errors/tenant_suspended">What your API calls get</Link>
        </Button>
      </div>
    </main>
  )
}
