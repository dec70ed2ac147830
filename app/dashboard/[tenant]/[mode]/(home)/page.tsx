import type { Metadata } from 'next'
import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { may, whoMay } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { getChecklist } from '@/lib/onboarding/get-checklist'
import { firstFlightPath } from '@/lib/onboarding/schema'
import { summarizeOtps } from '@/lib/otp/summarize'
import { summariseHealth } from '@/lib/webhooks/summarise-health'
import { Checklist } from './checklist'
import { stepsToShow } from './steps'
import { Summary } from './summary'
import { WebhookLine } from './webhook-line'

export const metadata: Metadata = { title: 'Home' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function HomePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const maySee = may(user.role, 'otp.read')
  const [checklist, summary, health] = await Promise.all([
    getChecklist(ctx),
    maySee ? summarizeOtps(ctx) : null,
    may(user.role, 'webhooks.read') ? summariseHealth(ctx) : [],
  ])
  const base = `/dashboard/${tenant.slug}/${mode}`
  const steps = stepsToShow(checklist, tenant.slug)
  const showsSummary = summary && checklist.hasOtps
  return (
    <section aria-labelledby="title" className="grid max-w-6xl gap-6 p-5 md:px-6">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Home
        </h1>
        {summary && <LiveRefresh pending={summary.total.pending > 0} />}
      </header>
      {showsSummary && <Summary summary={summary} base={base} />}
      {health.length > 0 && <WebhookLine health={health} base={base} />}
      {steps.length > 0 && (
        <Checklist
          steps={steps}
          path={may(user.role, 'workspace.write') ? `/api/dashboard/${tenant.slug}/${mode}/checklist` : null}
        />
      )}
      {!maySee && (
        <p className="max-w-[62ch] border-t pt-5 text-ink-2">Figures of OTPs: {whoMay('otp.read')}</p>
      )}
      {maySee && !showsSummary && steps.length === 0 && (
        <div className="border-t pt-8">
          <EmptyState
            title={mode === 'test' ? 'No test OTPs yet' : 'No OTPs yet'}
            action={
              may(user.role, 'otp.write') && (
                <Button asChild variant="primary">
                  <Link
                    href={mode === 'test' ? firstFlightPath(tenant.slug) : `${base}/otps`}
                    prefetch={false}
                  >
                    {mode === 'test' ? 'Fly the first one' : 'Go to OTPs'}
                  </Link>
                </Button>
              )
            }
          >
            <p>Whether your codes arrive, how fast, and what fails shows up here with the first one.</p>
          </EmptyState>
        </div>
      )}
    </section>
  )
}
