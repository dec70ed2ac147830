import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Wordmark } from '@/components/brand'
import { NewWorkspaceForm } from '@/components/new-workspace-form'
import { requireSession } from '@/lib/http/require-tenant'

export const metadata: Metadata = { title: 'Workspaces' }

export default async function DashboardPage() {
  const { session, tenants } = await requireSession()
  const [first] = tenants
  if (first) redirect(`/dashboard/${first.slug}/live`)
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-5">
      <Wordmark />
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">No workspace yet</h1>
        <p className="text-ink-2">
          {session.user.email} does not belong to a workspace. Ask its owner to invite this address, or start
          one of your own.
        </p>
      </div>
      <NewWorkspaceForm />
    </main>
  )
}
