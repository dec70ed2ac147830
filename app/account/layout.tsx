import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { CsrfMeta } from '../csrf-meta'
import { StepUp } from '../step-up/step-up'

/** What belongs to a person and to no workspace, and stays open to them when every workspace is shut. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <CsrfMeta />
      <header className="flex h-14 items-center justify-between border-b bg-sunken px-5 md:px-8">
        <Link href="/dashboard" className="rounded-md">
          <Wordmark />
        </Link>
        <ThemeSwitch />
      </header>
      <main className="mx-auto w-full max-w-3xl px-5 py-8 md:px-8">{children}</main>
      <StepUp />
    </div>
  )
}
