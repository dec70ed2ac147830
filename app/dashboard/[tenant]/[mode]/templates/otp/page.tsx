import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { may } from '@/lib/core/permissions'
import { requireTenant } from '@/lib/http/require-tenant'
import { listTemplateGroups } from '@/lib/templates/list-groups'
import { recommendedName } from '@/lib/templates/otp-schema'
import { NoPermission } from '../../no-permission'
import { NoSenderYet } from '../template-empty'
import { OtpForm } from './otp-form'

export const metadata: Metadata = { title: 'Create OTP template' }

type Props = { params: Promise<{ tenant: string; mode: string }> }

export default async function OtpTemplatePage({ params }: Props) {
  const { ctx, tenant, mode, user } = await requireTenant(params)
  if (!may(user.role, 'templates.write'))
    return <NoPermission ctx={ctx} permission="templates.write" screen="Create OTP template" />
  const { accounts, groups } = await listTemplateGroups(ctx)
  const base = `/dashboard/${tenant.slug}/${mode}`
  const taken = groups.map(({ name }) => name)
  return (
    <section aria-labelledby="title" className="grid max-w-6xl content-start gap-4 p-5 md:px-6">
      <div>
        <Button asChild variant="quiet" className="-ms-3">
          <Link href={`${base}/templates`} prefetch={false} data-close-panel>
            <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" /> Templates
          </Link>
        </Button>
        <h1 id="title" className="type-display text-2xl">
          Create OTP template
        </h1>
      </div>
      <p className="max-w-[70ch] text-ink-2">
        Meta words a template for codes itself, in every language. What is set here is what we recommend.
      </p>
      {accounts.length === 0 ? (
        <NoSenderYet base={base} />
      ) : (
        <OtpForm
          path={`/api/dashboard/${tenant.slug}/${mode}/templates`}
          base={base}
          accounts={accounts}
          names={{
            copy_code: recommendedName('copy_code', taken),
            one_tap: recommendedName('one_tap', taken),
            zero_tap: recommendedName('zero_tap', taken),
          }}
        />
      )}
    </section>
  )
}
