'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog'

type Props = { endpointId: string; base: string }

export function RecoverDialog({ endpointId }: Props) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>Recover all failed since…</Button>
      </DialogTrigger>
      <DialogContent
        title="Recover what failed"
        description={`Sends again what ${endpointId} did not get.`}
      />
    </Dialog>
  )
}
