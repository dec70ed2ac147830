import type { Metadata } from 'next'
import { safePath } from '../sign-in/safe-path'
import { ResumeSession } from './resume-session'

export const metadata: Metadata = { title: 'One moment', robots: { index: false } }

type Props = { searchParams: Promise<{ to?: string | string[] }> }

/** Where a page of the dashboard goes whose access has run out, and comes back from with new access. */
export default async function SessionPage({ searchParams }: Props) {
  const { to } = await searchParams
  const next = safePath(Array.isArray(to) ? to[0] : to)
  return (
    <div className="grid gap-4">
      <ResumeSession next={next} />
      <noscript>
        <p className="text-ink-2">
          Hawk Send needs JavaScript to keep you signed in. Allow it for this site, then reload this page.
        </p>
      </noscript>
    </div>
  )
}
