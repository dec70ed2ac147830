import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Wordmark } from '@/components/brand'
import { requireSession } from '@/lib/http/require-tenant'
import { CreateWorkspace } from './create-workspace'

export const metadata: Metadata = { title: 'Create your workspace' }

export default async function DashboardPage() {
  const { session, tenants } = await requireSession()
  const [first] = tenants
  if (first) redirect(`/dashboard/${first.slug}/live`)
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-5">
      <Wordmark />
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">Create your workspace</h1>
        <p className="text-ink-2">
          A workspace holds your keys, your numbers and the codes you send. You start in test mode, where
          nothing reaches a real phone.
        </p>
      </div>
      <CreateWorkspace />
      <p className="border-t pt-4 text-ink-3 text-sm">
        Your team has one already? Ask its owner to invite{' '}
        <span className="[overflow-wrap:anywhere]">{session.user.email}</span>.
      </p>
    </main>
  )
}
