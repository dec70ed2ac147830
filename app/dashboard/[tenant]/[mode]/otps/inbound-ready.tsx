'use client'

import Image from 'next/image'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import type { Mode } from '@/lib/core/context'
import type { CreateInboundOtpReply } from '@/lib/otp/inbound-schema'
import { OtpObject } from '@/lib/otp/schema'
import { InboundState } from './inbound-state'
import type { WatchedOtp } from './watched-otp'

type Props = {
  tenant: string
  mode: Mode
  otp: CreateInboundOtpReply
  watched: WatchedOtp | null
  onClose: () => void
}

export function InboundReady({ tenant, mode, otp, watched, onClose }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const isOver = watched !== null && watched.status !== 'pending'

  async function play(message: { username_only?: boolean }) {
    setPlaying(true)
    setProblem(null)
    const path = `/api/dashboard/${tenant}/${mode}/otp/${otp.otp_id}/receive`
    const posted = await postJson(path, message, OtpObject)
    if (!posted.ok) setProblem(posted.problem)
    router.refresh()
    setPlaying(false)
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="grid flex-1 content-start gap-4 overflow-y-auto px-5 py-4">
        <InboundState expiresAt={otp.expires_at} watched={watched} />
        {!isOver && (
          <>
            <Image
              unoptimized
              src={`data:image/svg+xml,${encodeURIComponent(otp.qr_svg)}`}
              alt="QR code that opens WhatsApp with the message written"
              width={220}
              height={220}
              className="mx-auto rounded-md border bg-white"
            />
            <CodeBlock label="message" title={`Send to ${otp.sender_phone}`} code={otp.text} />
            <CodeBlock label="link" title="Link for a phone" code={otp.link} />
            <p className="text-ink-3 text-xs">
              Whoever sends the message proves their own number, so show it to nobody but the person. It is
              shown this once.
            </p>
          </>
        )}
      </div>
      <footer className="grid gap-2 border-t px-5 py-4">
        {problem && <ProblemNotice problem={problem} />}
        {mode === 'test' && !isOver ? (
          <>
            <Button variant="primary" size="large" busy={isPlaying} onClick={() => play({})}>
              Simulate the message
            </Button>
            <Button size="large" busy={isPlaying} onClick={() => play({ username_only: true })}>
              Simulate a hidden number
            </Button>
          </>
        ) : (
          <Button variant={isOver ? 'primary' : 'secondary'} size="large" onClick={onClose}>
            {isOver ? 'See how it went' : 'Close'}
          </Button>
        )}
      </footer>
    </div>
  )
}
