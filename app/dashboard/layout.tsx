import type { ReactNode } from 'react'
import { findAccess } from '@/lib/http/require-tenant'
import { CsrfMeta } from '../csrf-meta'
import { StepUp } from '../step-up/step-up'
import { KeepSession } from './keep-session'

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const access = await findAccess()
  return (
    <>
      <CsrfMeta />
      {access && <KeepSession {...access} />}
      {children}
      <StepUp />
    </>
  )
}
