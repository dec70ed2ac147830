'use client'

import Image from 'next/image'
import { useCallback, useEffect, useState } from 'react'
import { type Problem, postJson } from '@/components/forms/post-json'
import { ProblemNotice } from '@/components/forms/problem-notice'
import { CodeForm } from '@/components/second-factor/code-form'
import { refusalOf, sentenceOf } from '@/components/second-factor/refusals'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { Skeleton } from '@/components/ui/skeleton'
import { ConfirmTotpReply, TotpSetUp } from '@/lib/auth/factor-schema'

type Props = { onDone: (codes: string[] | null) => void; onCancel: () => void }

/** The secret lives in this component's memory alone, until its first code has confirmed it. */
export function SetUpAppForm({ onDone, onCancel }: Props) {
  const [setUp, setSetUp] = useState<TotpSetUp | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  const begin = useCallback(async () => {
    setProblem(null)
    const posted = await postJson('/api/auth/second-factor/totp', {}, TotpSetUp)
    if (posted.ok) setSetUp(posted.data)
    else setProblem(posted.problem)
  }, [])

  useEffect(() => {
    void begin()
  }, [begin])

  async function confirm(code: string): Promise<string | null> {
    const input = { setup: setUp?.setup ?? '', code }
    const posted = await postJson('/api/auth/second-factor/totp/confirm', input, ConfirmTotpReply)
    if (!posted.ok) return sentenceOf(posted.problem)
    if (posted.data.ok) {
      onDone(posted.data.recovery_codes)
      return null
    }
    const { reason, attempts_left } = posted.data
    if (reason === 'wrong') return refusalOf('totp', 'wrong', attempts_left)
    await begin()
    return 'That took too long or too many tries. Scan the new picture and enter its code.'
  }

  if (problem)
    return (
      <div className="grid gap-4">
        <ProblemNotice problem={problem} />
        <div className="flex gap-2">
          <Button onClick={begin}>Try again</Button>
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    )
  if (!setUp)
    return (
      <div role="status" className="grid justify-items-center gap-4">
        <span className="sr-only">Making a secret for your app</span>
        <Skeleton className="size-44" />
        <Skeleton className="h-16 w-full" />
      </div>
    )
  return (
    <div className="grid gap-4">
      <ol className="grid gap-3 text-sm">
        <li className="grid gap-3">
          <p>
            <strong className="font-semibold">1.</strong> Scan this with the app, or type the secret into it.
          </p>
          <Image
            unoptimized
            src={`data:image/svg+xml,${encodeURIComponent(setUp.qr_svg)}`}
            alt="QR code that sets up your authenticator app"
            width={176}
            height={176}
            className="mx-auto rounded-md border bg-white"
          />
          <CodeBlock label="secret" title="Secret, for typing" code={inGroups(setUp.secret)} />
        </li>
        <li>
          <strong className="font-semibold">2.</strong> Enter the code that it shows.
        </li>
      </ol>
      <CodeForm kind="totp" action="Turn on" onCode={confirm} />
    </div>
  )
}

function inGroups(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
