import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '@/components/brand'
import { ThemeSwitch } from '@/components/ui/theme-switch'

export const metadata: Metadata = { title: 'Data deletion', robots: { index: false } }

export default function DataDeletionLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-xl grid-rows-[auto_1fr_auto] px-5 md:px-8">
      <header className="flex h-16 items-center">
        <Link href="/" className="rounded-md">
          <Wordmark />
        </Link>
      </header>
      <main className="grid content-center gap-6 py-10">{children}</main>
      <footer className="flex h-16 items-center justify-end">
        <ThemeSwitch />
      </footer>
    </div>
  )
}
