import type { Metadata } from 'next'
import Link from 'next/link'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { getGuard } from '@/lib/otp/get-guard'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'
import { listGuardedOtps } from '@/lib/otp/list-guarded-otps'
import { NoPermission } from '../no-permission'
import { GuardForm } from './guard-form'
import { BlockTable, GuardedTable } from './guard-tables'

export const metadata: Metadata = { title: 'Fraud guard' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function FraudGuardPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'guard.read'))
    return <NoPermission ctx={ctx} permission="guard.read" screen="Fraud guard" />
  const limit = policy.api.pageSizeDefault
  const [guard, blocks, guarded] = await Promise.all([
    getGuard(ctx),
    listGuardBlocks(ctx, { limit }),
    listGuardedOtps(ctx, { limit }),
  ])
  const base = `/dashboard/${tenant.slug}/${mode}`
  return (
    <section aria-labelledby="title" className="grid max-w-6xl gap-4 p-5 md:px-6">
      <h1 id="title" className="type-display text-2xl">
        Fraud guard
      </h1>
      <p className="max-w-[70ch] text-ink-2">
        Pumping sends codes to numbers nobody will verify, at your cost. These rules look for it, in {mode}{' '}
        mode alone, and say why they stop what they stop.{' '}
        <Link href="/docs/fraud-guard" className="font-semibold text-ink underline underline-offset-4">
          How it works
        </Link>
      </p>
      <GuardForm
        path={`/api/dashboard/${tenant.slug}/${mode}/otp/guard`}
        base={base}
        settings={guard.settings}
        mayWrite={may(user.role, 'guard.write')}
      />
      <BlockTable blocks={blocks.data} hasMore={blocks.has_more} />
      <GuardedTable otps={guarded} base={base} enforcement={guard.settings.enforcement} />
    </section>
  )
}
