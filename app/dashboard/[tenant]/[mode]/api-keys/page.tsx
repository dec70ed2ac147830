import type { Metadata } from 'next'
import { LiveRefresh } from '@/components/list/live-refresh'
import { EmptyState } from '@/components/ui/empty-state'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listApiKeys } from '@/lib/keys/list'
import { listSenders } from '@/lib/senders/list'
import { NoPermission } from '../no-permission'
import { CreateKey } from './create-key'
import { KeyTable } from './key-table'
import { senderOptions } from './sender-options'

export const metadata: Metadata = { title: 'API keys' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function ApiKeysPage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'keys.read')) return <NoPermission ctx={ctx} permission="keys.read" screen="API keys" />
  const [keys, senders] = await Promise.all([listApiKeys(ctx), listSenders(ctx).then(senderOptions)])
  const mayWrite = may(user.role, 'keys.write')
  const path = `/api/dashboard/${tenant.slug}/${mode}/api-keys`
  const create = mayWrite ? (
    <CreateKey path={path} mode={mode} senders={senders} />
  ) : (
    <p className="text-ink-3 text-xs">Keys are made by a developer, admin or owner.</p>
  )
  return (
    <section aria-labelledby="title" className="grid gap-4 p-5 md:px-6">
      <header className="flex items-center justify-between gap-3">
        <h1 id="title" className="type-display text-2xl">
          API keys
        </h1>
        {keys.length > 0 && create}
      </header>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="max-w-[70ch] text-ink-2">
          {mode === 'test'
            ? 'A test key sends to nobody: its OTPs travel a simulated flight path.'
            : 'A live key sends real messages. Keep it on your server, never in a browser or an app.'}
        </p>
        {keys.length > 0 && <LiveRefresh pending={keys.some(({ state }) => state === 'rotating')} />}
      </div>
      {keys.length > 0 ? (
        <KeyTable keys={keys} path={path} mayWrite={mayWrite} senders={senders} />
      ) : (
        <div className="border-t pt-8">
          <EmptyState title={mode === 'test' ? 'No test key yet' : 'No live key yet'} action={create}>
            <p>
              Your code proves with a key that it may send. Create one, put it into your server's environment
              as <code className="type-mono text-xs">HAWKSEND_API_KEY</code>, and send the first OTP.
            </p>
          </EmptyState>
        </div>
      )}
    </section>
  )
}
