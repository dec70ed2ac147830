'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import type { Mode } from '@/lib/core/context'
import type { CreateInboundOtpReply } from '@/lib/otp/inbound-schema'
import { InboundForm } from './inbound-form'
import { InboundReady } from './inbound-ready'
import type { WatchedOtp } from './watched-otp'

type Props = { tenant: string; mode: Mode; mayWrite: boolean; watched: WatchedOtp | null }

/** Makes an inbound OTP and shows it, this once, until the drawer is closed; behind it the panel of the OTP opens. */
export function InboundDrawer({ tenant, mode, mayWrite, watched }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<CreateInboundOtpReply | null>(null)
  if (!mayWrite) return null

  function show(otp: CreateInboundOtpReply) {
    setMade(otp)
    router.push(`/dashboard/${tenant}/${mode}/otps?id=${otp.otp_id}`, { scroll: false })
    router.refresh()
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(isOpen) => {
        setOpen(isOpen)
        if (isOpen) setMade(null)
      }}
    >
      <SheetTrigger asChild>
        <Button>Prove by message</Button>
      </SheetTrigger>
      <SheetContent
        title="Prove a number by message"
        description={
          <>
            The person writes to you, and the message proves their number. It needs no template, and nothing
            is sent.{' '}
            <Link href="/docs/reverse-otp" target="_blank" className="underline underline-offset-4">
              How it works
            </Link>
          </>
        }
      >
        {made ? (
          <InboundReady
            tenant={tenant}
            mode={mode}
            otp={made}
            watched={watched?.id === made.otp_id ? watched : null}
            onClose={() => setOpen(false)}
          />
        ) : (
          <InboundForm tenant={tenant} mode={mode} onMade={show} />
        )}
      </SheetContent>
    </Sheet>
  )
}
