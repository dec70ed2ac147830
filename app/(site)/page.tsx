import Link from 'next/link'
import { Wordmark } from '@/components/brand'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { ThemeSwitch } from '@/components/ui/theme-switch'
import { env } from '@/lib/core/env'
import { ExampleFlight } from './example-flight'

export default function LandingPage() {
  const origin = env().APP_ORIGIN
  return (
    <div className="mx-auto grid min-h-dvh max-w-6xl grid-rows-[auto_1fr_auto] px-5 md:px-8">
      <header className="flex h-16 items-center justify-between">
        <Wordmark />
        <div className="flex items-center gap-2">
          <Button asChild variant="quiet">
            <Link href="/docs">Docs</Link>
          </Button>
          <Button asChild>
            <Link href="/sign-in">Sign in</Link>
          </Button>
          <Button asChild variant="primary" className="max-md:hidden">
            <Link href="/sign-up">Create an account</Link>
          </Button>
        </div>
      </header>
      <main className="grid content-center gap-12 py-10 md:gap-14 md:py-14">
        <div className="grid max-w-3xl gap-5">
          <h1 className="type-display text-3xl md:text-4xl">Codes over WhatsApp, and what became of each</h1>
          <p className="max-w-[58ch] text-ink-2 text-lg">
            Hawk Send delivers one-time passwords and messages through the WhatsApp Business Platform: two
            requests, one to send a code and one to check it, and a record of every step between them.
          </p>
          <div className="flex flex-wrap gap-2 pt-1">
            <Button asChild variant="primary" size="large">
              <Link href="/sign-up">Create an account</Link>
            </Button>
            <Button asChild size="large">
              <Link href="/docs">Read the docs</Link>
            </Button>
          </div>
        </div>
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_360px] lg:gap-12">
          <div className="grid gap-4">
            <CodeBlock label="send command" title="1 · Send" code={sendCurl(origin)} />
            <CodeBlock label="verify command" title="2 · Verify" code={verifyCurl(origin)} />
          </div>
          <ExampleFlight />
        </div>
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t py-5 text-ink-3 text-xs">
        <p>Works with the WhatsApp Business Platform. WhatsApp is a trademark of its owner.</p>
        <ThemeSwitch />
      </footer>
    </div>
  )
}

function sendCurl(origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"+14155550100"}'`,
  ].join('\n')
}

function verifyCurl(origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/verify \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"+14155550100","code":"123456"}'`,
  ].join('\n')
}
