import Link from 'next/link'
import type { ReactNode } from 'react'
import { Mark } from '@/components/brand'
import { Button } from '@/components/ui/button'
import { ThemeSwitch } from '@/components/ui/theme-switch'

const pages = [
  { href: '/docs', label: 'Docs' },
  { href: '/docs/api', label: 'API' },
  { href: '/docs/webhooks', label: 'Webhooks' },
  { href: '/docs/errors', label: 'Errors' },
]

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto]">
      <header className="sticky top-0 z-10 border-b bg-canvas">
        <div className="mx-auto flex h-14 max-w-[84rem] items-center gap-4 px-5 md:gap-6 md:px-8">
          <Link href="/" aria-label="Hawk Send" className="flex items-center gap-2 rounded-md">
            <Mark />
            <span aria-hidden className="type-display text-[0.9375rem] leading-none max-md:hidden">
              Hawk Send
            </span>
          </Link>
          <nav aria-label="Docs" className="flex flex-1 items-center gap-1">
            {pages.map(({ href, label }) => (
              <Link
                key={href}
                href={href}
                className="inline-flex h-8 items-center rounded-md px-2 font-semibold text-ink-2 text-sm hover:bg-sunken hover:text-ink pointer-coarse:h-11"
              >
                {label}
              </Link>
            ))}
          </nav>
          <Button asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
        </div>
      </header>
      {children}
      <footer className="border-t">
        <div className="mx-auto flex max-w-[84rem] flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-5 text-ink-3 text-xs md:px-8">
          <p>Works with the WhatsApp Business Platform. WhatsApp is a trademark of its owner.</p>
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  )
}
