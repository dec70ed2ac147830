import type { Metadata } from 'next'
import { LiveRefresh } from '@/components/list/live-refresh'
import { may, whoMay } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { getSecretState } from '@/lib/webhooks/get-secret-state'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'
import { summariseHealth } from '@/lib/webhooks/summarise-health'
import { NoPermission } from '../../no-permission'
import { NoEndpointsYet } from '../endpoint-empty'
import { EndpointTable } from '../endpoint-table'
import { eventChoices } from '../event-choices'
import { EndpointDrawer } from '../form/endpoint-drawer'
import { SecretPanel } from '../secret/secret-panel'
import { WebhookTabs } from '../tabs'
import { VerifySnippets } from '../verify-snippets'

export const metadata: Metadata = { title: 'Webhooks' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function WebhooksPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const [{ data: endpoints }, health, secret] = await Promise.all([
    listEndpoints(ctx, { limit: policy.webhooks.endpointsPerMode }),
    summariseHealth(ctx),
    getSecretState(ctx),
  ])
  const base = `/dashboard/${tenant.slug}/${mode}`
  const api = `/api/dashboard/${tenant.slug}/${mode}/webhooks`
  const hasAny = endpoints.length > 0
  const create = may(user.role, 'webhooks.write') ? (
    <EndpointDrawer api={api} base={base} mode={mode} choices={eventChoices} />
  ) : (
    <p className="text-ink-3 text-xs">Adding endpoints: {whoMay('webhooks.write')}</p>
  )
  return (
    <section aria-labelledby="title" className="grid min-w-0 gap-4 p-5 md:px-6">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          Webhooks
        </h1>
        {hasAny && create}
      </header>
      <WebhookTabs base={base} current="Endpoints" />
      {hasAny ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <p className="max-w-[70ch] text-ink-2">
              Each event of this mode is posted to every enabled endpoint that wants its type.
            </p>
            <LiveRefresh pending={health.some(({ waiting }) => waiting > 0)} />
          </div>
          <EndpointTable endpoints={endpoints} health={health} base={base} />
        </>
      ) : (
        <NoEndpointsYet mode={mode} action={create} apiKeys={`${base}/api-keys`} />
      )}
      <div className="grid gap-x-12 gap-y-8 pt-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <SecretPanel state={secret} mode={mode} role={user.role} api={api} />
        <VerifySnippets base={base} />
      </div>
    </section>
  )
}
