import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark, Wordmark } from '@/components/brand'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { CsrfMeta } from '../csrf-meta'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_44%]">
      <CsrfMeta />
      <div className="grid grid-rows-[auto_1fr_auto] px-5 md:px-8">
        <header className="flex h-16 items-center">
          <Link href="/" className="rounded-md">
            <Wordmark />
          </Link>
        </header>
        <main className="mx-auto grid w-full max-w-sm content-center py-10">{children}</main>
        <footer className="flex h-16 items-center justify-end">
          <ThemeSwitch />
        </footer>
      </div>
      <div aria-hidden className="relative overflow-hidden border-s bg-sunken max-lg:hidden">
        <Mark className="absolute -bottom-[14%] -start-[5%] h-auto w-[107%] dark:[&>path:first-child]:fill-soft" />
      </div>
    </div>
  )
}
