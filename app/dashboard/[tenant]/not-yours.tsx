'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Wordmark } from '@/components/brand'
import { Button } from '@/components/ui/button'

type Tenant = { slug: string; name: string }

export function NotYours({ tenants }: { tenants: Tenant[] }) {
  const slug = usePathname().split('/')[2]
  const isMember = tenants.some((tenant) => tenant.slug === slug)
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-5">
      <Wordmark />
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">
          {isMember ? 'There is nothing here' : 'This workspace is closed to you'}
        </h1>
        <p className="text-ink-2">
          {isMember
            ? 'The address is not quite right.'
            : 'You are not in its team any more. If that is a mistake, one of its owners or admins can invite you again. Your account and your other workspaces are as they were.'}
        </p>
      </div>
      {tenants.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {tenants.map((tenant) => (
            <li key={tenant.slug}>
              <Button asChild>
                <Link href={`/dashboard/${tenant.slug}/live`} prefetch={false}>
                  Open {tenant.name}
                </Link>
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <Button asChild className="justify-self-start">
          <Link href="/dashboard">Start a new workspace</Link>
        </Button>
      )}
    </main>
  )
}
