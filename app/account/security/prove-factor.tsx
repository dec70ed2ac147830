'use client'

import { useRouter } from 'next/navigation'
import { stepUp } from '@/components/forms/step-up'
import { Button } from '@/components/ui/button'

/** Shows a factor that is set up already, in a session that began without it. */
export function ProveFactor() {
  const router = useRouter()
  return (
    <Button
      variant="primary"
      size="large"
      onClick={async () => {
        if (await stepUp()) router.refresh()
      }}
    >
      Show your second factor
    </Button>
  )
}
