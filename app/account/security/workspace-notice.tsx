import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { ProveFactor } from './prove-factor'

type Props = { workspace: { slug: string; name: string }; isProven: boolean; isSetUp: boolean }

/** Why somebody is here and not in their workspace, and the one next step. */
export function WorkspaceNotice({ workspace: { slug, name }, isProven, isSetUp }: Props) {
  if (isProven)
    return (
      <div className="grid justify-items-start gap-3">
        <h1 className="type-display text-2xl">You are ready for {name}</h1>
        <p className="max-w-[60ch] text-ink-2">
          You have proven a second factor, which is all that was missing.
        </p>
        <Button asChild variant="primary" size="large">
          <Link href={`/dashboard/${slug}/live`}>Go to {name}</Link>
        </Button>
      </div>
    )
  return (
    <div className="grid justify-items-start gap-3">
      <h1 className="type-display text-2xl">{name} wants a second factor</h1>
      <p className="max-w-[60ch] text-ink-2">
        {isSetUp
          ? 'You have one, but signed in here without it. Show it once, and you are in.'
          : 'Everyone who works there signs in with more than a password. Set up an app or a passkey below; it takes a minute, and nothing of yours is lost meanwhile.'}
      </p>
      {isSetUp && <ProveFactor />}
    </div>
  )
}
