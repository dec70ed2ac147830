import type { ReactNode } from 'react'
import { CsrfMeta } from '../csrf-meta'

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <CsrfMeta />
      {children}
    </>
  )
}
