import '@fontsource-variable/archivo/wdth.css'
import '@fontsource-variable/hanken-grotesk/index.css'
import '@fontsource-variable/martian-mono/wdth.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { ThemeProvider } from './theme-provider'

export const metadata: Metadata = {
  title: { default: 'Hawk Send', template: '%s · Hawk Send' },
  description:
    'One-time passwords and messages over WhatsApp: sign up, connect a number, get an API key, send.',
  icons: { icon: [{ url: '/favicon.svg', type: 'image/svg+xml' }] },
  manifest: '/manifest.webmanifest',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf6' },
    { media: '(prefers-color-scheme: dark)', color: '#08100d' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // next-themes writes the class before React wakes.
    <html lang="en" dir="ltr" suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>{children}</ThemeProvider>
      </body>
    </html>
  )
}
