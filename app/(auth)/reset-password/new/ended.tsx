import Link from 'next/link'
import { Button } from '@/components/ui/button'

const ends = {
  changed: {
    title: 'Your password is changed',
    words: 'Every session has ended. Sign in with the new password.',
    href: '/sign-in',
    action: 'Sign in',
  },
  link_invalid: {
    title: 'This link does not work',
    words: 'It was used already, it is older than 30 minutes, or a part of it is missing.',
    href: '/reset-password',
    action: 'Send a new link',
  },
} as const

export function Ended({ how }: { how: keyof typeof ends }) {
  const { title, words, href, action } = ends[how]
  return (
    <div className="grid gap-6">
      <div role="status" className="grid gap-1.5">
        <h1 className="type-display text-3xl">{title}</h1>
        <p className="text-ink-2">{words}</p>
      </div>
      <Button asChild variant="primary" size="large" className="justify-self-start">
        <Link href={href}>{action}</Link>
      </Button>
    </div>
  )
}
