import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { may } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireTenant } from '@/lib/http/require-tenant'
import { sandboxOriginOf } from '@/lib/senders/dialog-schema'
import { getConnection } from '@/lib/senders/get-connection'
import { NoPermission } from '../../no-permission'
import { ConnectFlow } from './connect-flow'

export const metadata: Metadata = { title: 'Connect a number' }

type Props = {
  params: Promise<{ tenant: string; mode: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ConnectPage({ params, searchParams }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  const senders = `/dashboard/${tenant.slug}/${mode}/senders`
  if (!may(user.role, 'senders.write'))
    return <NoPermission ctx={ctx} permission="senders.write" screen="Connect a number" />
  if (mode === 'test') redirect(senders)
  const { id, sender } = await searchParams
  const { META_SDK_URL, META_APP_ID, META_CONFIG_ID, META_GRAPH_VERSION, APP_ENV } = env()
  const isRenewal = typeof sender === 'string'
  return (
    <section aria-labelledby="title" className="grid content-start gap-6 p-5 md:px-6">
      <header className="grid gap-1">
        <h1 id="title" className="type-display text-2xl">
          {isRenewal ? 'Connect again' : 'Connect a number'}
        </h1>
        <p className="max-w-[62ch] text-ink-2">
          {isRenewal
            ? 'Meta gives Hawk Send new access to the account. Its numbers go on where they stopped.'
            : 'A window of Meta’s opens. There you choose the account and the number that send for you.'}
        </p>
      </header>
      <ConnectFlow
        path={`/api/dashboard/${tenant.slug}/${mode}/senders/connections`}
        senders={senders}
        settings={{
          sdkUrl: META_SDK_URL,
          appId: META_APP_ID ?? '',
          configId: META_CONFIG_ID,
          version: META_GRAPH_VERSION,
        }}
        sandboxOrigin={sandboxOriginOf(META_SDK_URL, APP_ENV)}
        silenceSeconds={policy.connections.silenceSeconds}
        senderId={isRenewal ? sender : null}
        initial={typeof id === 'string' ? await find(ctx, id) : null}
      />
    </section>
  )
}

async function find(ctx: Ctx, id: string) {
  try {
    return await getConnection(ctx, { id })
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not_found') return null
    throw thrown
  }
}
