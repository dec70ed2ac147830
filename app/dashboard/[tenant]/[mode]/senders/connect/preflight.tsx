'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = { isSdkThere: boolean | null }

const needs = [
  ['You manage the business at Meta', 'as an admin of its business portfolio, signed in to Facebook.'],
  [
    'A number that can be registered',
    'one that is not on WhatsApp, or one of the WhatsApp Business app, which goes on working there.',
  ],
  ['Five minutes', 'and the phone, if Meta wants to verify the number by SMS or call.'],
] as const

/** What somebody needs before Meta's window opens, and what their browser would stumble over. */
export function Preflight({ isSdkThere }: Props) {
  const isHydrated = useHydrated()
  return (
    <div className="grid gap-5">
      <ul className="border-t" aria-label="What you need">
        {needs.map(([what, how]) => (
          <li key={what} className="border-b py-2 text-sm">
            <span className="font-semibold">{what}</span>
            <span className="block text-ink-2">{how}</span>
          </li>
        ))}
      </ul>
      {isHydrated && (
        <ul className="grid gap-1.5 text-sm" aria-label="What your browser allows">
          <Check
            holds={window.isSecureContext}
            otherwise="Meta’s dialog needs HTTPS. Open this page by https."
          >
            The page is secure
          </Check>
          <Check holds={navigator.cookieEnabled} otherwise="Cookies are off. Meta’s dialog needs them.">
            Cookies are allowed
          </Check>
          <Check
            holds={isSdkThere}
            otherwise="Meta’s script could not be loaded. Allow connect.facebook.net in your content blocker, then reload."
          >
            Meta’s script is loaded
          </Check>
        </ul>
      )}
    </div>
  )
}

type CheckProps = { holds: boolean | null; otherwise: string; children: string }

function Check({ holds, otherwise, children }: CheckProps) {
  if (holds === null) return <li className="ps-6 text-ink-3">Loading Meta’s script…</li>
  const Icon = holds ? CircleCheck : CircleAlert
  return (
    <li className={holds ? 'flex gap-2 text-ink-2' : 'flex gap-2 text-danger'}>
      <Icon
        aria-hidden
        className={holds ? 'mt-0.5 size-4 shrink-0 text-primary' : 'mt-0.5 size-4 shrink-0'}
      />
      {holds ? children : otherwise}
    </li>
  )
}
