'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { FactorForm } from '@/components/second-factor/factor-form'
import { refusalOf, sentenceOf } from '@/components/second-factor/refusals'
import {
  type FactorAnswer,
  type FactorMethod,
  type PasskeyQuestion,
  SecondFactorReply,
} from '@/lib/auth/factor-schema'
import { SignInOver } from './sign-in-over'

type Props = { next: string; methods: FactorMethod[]; question: PasskeyQuestion | null }

export function SecondFactorForm({ next, methods, question }: Props) {
  const router = useRouter()
  const [isOver, setOver] = useState(false)

  async function answer(given: FactorAnswer): Promise<string | null> {
    const posted = await postJson('/api/auth/sign-in/second-factor', given, SecondFactorReply)
    if (!posted.ok) return sentenceOf(posted.problem)
    if (posted.data.ok) {
      router.replace(next)
      return null
    }
    const { reason, attempts_left } = posted.data
    if (reason !== 'over') return refusalOf(given.method, reason, attempts_left)
    setOver(true)
    return null
  }

  if (isOver) return <SignInOver next={next} />
  return (
    <div className="grid gap-6">
      <div className="grid gap-1.5">
        <h1 className="type-display text-3xl">Second step</h1>
        <p className="text-ink-2">Your password was right. Now prove that it is you.</p>
      </div>
      <FactorForm methods={methods} question={question} action="Sign in" onAnswer={answer} />
      <p className="text-ink-3 text-sm">
        Not you?{' '}
        <Link href="/sign-in" className="font-semibold text-ink-2 underline underline-offset-4">
          Sign in as someone else
        </Link>
      </p>
    </div>
  )
}
