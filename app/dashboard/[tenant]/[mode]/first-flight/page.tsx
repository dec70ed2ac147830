import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { env } from '@/lib/core/env'
import { may, whoMay } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { findFirstFlight } from '@/lib/onboarding/find-first-flight'
import { FirstFlight } from './first-flight'
import { flightOf } from './flight'

export const metadata: Metadata = { title: 'First flight' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function FirstFlightPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const home = `/dashboard/${tenant.slug}/${mode}`
  if (mode !== 'test') redirect(home)
  const mayFly = may(user.role, 'otp.write') && may(user.role, 'keys.write')
  const { key, otp } = mayFly ? await findFirstFlight(ctx) : { key: null, otp: null }
  return (
    <section aria-labelledby="title" className="grid gap-6 p-5 md:px-6">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid gap-1">
          <h1 id="title" className="type-display text-2xl">
            First flight
          </h1>
          <p className="max-w-[62ch] text-ink-2">
            A test code from the request to the verification. Nothing reaches a real phone.
          </p>
        </div>
        <Button asChild variant="quiet" className="max-md:-ms-3 md:-me-3">
          <Link href={home} prefetch={false}>
            {otp?.status === 'verified' ? 'Go to Home' : 'Skip for now'}
          </Link>
        </Button>
      </header>
      {mayFly ? (
        <FirstFlight
          path={`/api/dashboard/${tenant.slug}/${mode}`}
          base={home}
          origin={env().APP_ORIGIN}
          madeKey={key}
          flight={otp && flightOf(otp)}
        />
      ) : (
        <EmptyState title="Your role looks on">
          <p>{whoMay('otp.write')} The owner of this workspace can give it to you.</p>
        </EmptyState>
      )}
    </section>
  )
}
