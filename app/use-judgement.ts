'use client'

import { useEffect, useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { JudgePasswordReply, lengthOf } from '@/lib/auth/password-schema'
import { policy } from '@/lib/core/policy'

const pauseMilliseconds = 400

/** What the server thinks of a password while it is being typed; null while it has not been asked, or has not answered. */
export function useJudgement(password: string, email: string): JudgePasswordReply | null {
  const [judged, setJudged] = useState<{ password: string; reply: JudgePasswordReply } | null>(null)

  useEffect(() => {
    const length = lengthOf(password)
    if (length < policy.passwords.minLength || length > policy.passwords.maxLength) return
    let isStale = false
    const timer = setTimeout(async () => {
      const posted = await postJson('/api/auth/password/judge', { password, email }, JudgePasswordReply)
      // Without an answer there is no hint; the form says what is wrong once it is sent.
      if (posted.ok && !isStale) setJudged({ password, reply: posted.data })
    }, pauseMilliseconds)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [password, email])

  return judged?.password === password ? judged.reply : null
}
