import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { currentSession } from '@/lib/http/session'
import { CsrfMeta } from '../csrf-meta'
import { StepUp } from '../step-up/step-up'
import { OpsNav } from './ops-nav'

/** For everybody who is not one of us, all of this is not there. Each page proves the rest by itself. */
export default async function OpsLayout({ children }: { children: ReactNode }) {
  const session = (await currentSession()) ?? redirect('/sign-in?callbackUrl=/ops')
  if (!session.user.isOperator) notFound()
  return (
    <div className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr]">
      <CsrfMeta />
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b bg-sunken px-5 py-2.5 md:px-6">
        <div className="flex items-center gap-2">
          <Wordmark />
          <span className="type-mono text-ink-3 text-xs">ops</span>
        </div>
        <OpsNav />
        <div className="ms-auto flex items-center gap-3">
          <span className="text-ink-3 text-xs max-sm:hidden">{session.user.email}</span>
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-6xl p-5 md:px-6">
        {children}
      </main>
      <StepUp />
    </div>
  )
}
