import type { Metadata } from 'next'
import { IdText } from '@/components/id-text'
import { TextLink } from '@/components/ui/text-link'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import type { DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { NoPermission } from '../../no-permission'
import { findDelivery } from '../deliveries/find-delivery'
import { WebhookTabs } from '../tabs'
import { DebuggerForm, type Given } from './debugger-form'
import { DebuggerQuery } from './query'

export const metadata: Metadata = { title: 'Signature debugger' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DebuggerPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'webhooks.read'))
    return <NoPermission ctx={ctx} permission="webhooks.read" screen="Webhooks" />
  const { delivery: id } = DebuggerQuery.parse(await searchParams)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const delivery = id ? await findDelivery(ctx, id) : null
  return (
    <section aria-labelledby="title" className="grid max-w-6xl gap-4 p-5 md:px-6">
      <div className="grid gap-3">
        <h1 id="title" className="type-display flex min-h-8 items-center text-2xl">
          Webhooks
        </h1>
        <WebhookTabs base={base} current="Debugger" />
      </div>
      <div className="grid max-w-[70ch] gap-1">
        <h2 className="type-display text-[1.0625rem] leading-6">Signature debugger</h2>
        {delivery ? (
          <p className="flex flex-wrap items-center gap-x-1.5 text-ink-2">
            Filled in from the last attempt of
            <IdText
              id={delivery.id}
              noun="delivery id"
              href={`${base}/webhooks/deliveries?id=${delivery.id}`}
            />
          </p>
        ) : id ? (
          <p className="text-ink-2 [overflow-wrap:anywhere]">
            There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace.
          </p>
        ) : (
          <p className="text-ink-2">
            Learn why a delivery does not verify.{' '}
            <TextLink href={`${base}/webhooks/deliveries`} prefetch={false}>
              Open a delivery
            </TextLink>{' '}
            to have it filled in.
          </p>
        )}
      </div>
      <DebuggerForm
        key={delivery?.id ?? 'empty'}
        path={`/api${base}/webhooks/debug-signature`}
        mode={mode}
        given={givenBy(delivery)}
      />
    </section>
  )
}

function givenBy(delivery: DeliveryDetail | null): Given {
  const headers = delivery?.attempts.at(-1)?.request.headers ?? {}
  const lines = Object.entries(headers).filter(([name]) => name.startsWith('webhook-'))
  return { headers: lines.map(([name, value]) => `${name}: ${value}`).join('\n'), body: delivery?.body ?? '' }
}
