'use client'

import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { ConfirmAct } from '../confirm-act'

type Props = { path: string; email: string }

export function RemoveMember({ path, email }: Props) {
  const router = useRouter()
  return (
    <ConfirmAct
      title={`Remove ${email}?`}
      description="From their next request on, this workspace is closed to them, and invitations they sent are taken back. API keys they made keep working: revoke those they could have kept."
      act="Remove member"
      acting="Removing…"
      keep="Keep member"
      path={path}
      reply={z.object({ id: z.string() })}
      onDone={() => router.refresh()}
      trigger={
        <Button
          variant="quiet"
          size="small"
          className="-me-2 text-danger hover:text-danger"
          aria-label={`Remove ${email}`}
        >
          Remove
        </Button>
      }
    />
  )
}
