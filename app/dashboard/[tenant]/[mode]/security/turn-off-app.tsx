import { Button } from '@/components/ui/button'
import { lastFactorWords } from './last-factor'
import { RemoveFactor } from './remove-factor'

export function TurnOffApp({ isLast }: { isLast: boolean }) {
  return (
    <RemoveFactor
      title="Turn off the authenticator app?"
      description={isLast ? lastFactorWords : 'Its codes open nothing any more. Your passkeys go on working.'}
      act="Turn it off"
      acting="Turning off…"
      path="/api/auth/second-factor/totp/remove"
      trigger={
        <Button className="text-danger hover:text-danger" aria-label="Turn off the authenticator app">
          Turn off
        </Button>
      }
    />
  )
}
