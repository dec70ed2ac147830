import Link from 'next/link'
import { Wordmark } from '@/components/brand'
import { Button } from '@/components/ui/button'

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-5">
      <Wordmark />
      <div className="grid gap-2">
        <h1 className="type-display text-2xl">There is nothing here</h1>
        <p className="text-ink-2">
          The address is wrong, or it belongs to a workspace that you are not a member of.
        </p>
      </div>
      <Button asChild className="justify-self-start">
        <Link href="/dashboard">Go to your workspace</Link>
      </Button>
    </main>
  )
}
