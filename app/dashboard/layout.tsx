import type { ReactNode } from 'react'
import { CsrfMeta } from '../csrf-meta'
import { StepUp } from '../step-up/step-up'

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <CsrfMeta />
      {children}
      <StepUp />
    </>
  )
}
