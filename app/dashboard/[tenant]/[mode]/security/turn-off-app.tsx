import { Button } from '@/components/ui/button'
import { AskFirst, lastFactorWords } from './ask-first'

export function TurnOffApp({ isLast }: { isLast: boolean }) {
  return (
    <AskFirst
      title="Turn off the authenticator app?"
      description={isLast ? lastFactorWords : 'Its codes open nothing any more. Your passkeys go on working.'}
      action="Turn it off"
      busyAction="Turning off…"
      path="/api/auth/second-factor/totp/remove"
      trigger={
        <Button className="text-danger hover:text-danger" aria-label="Turn off the authenticator app">
          Turn off
        </Button>
      }
    />
  )
}
