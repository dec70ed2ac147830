'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { postJson } from '@/components/forms/post-json'
import { MessageObject } from '@/lib/messages/schema'

/** Whoever has the conversation before their eyes has read it: the person sees so in WhatsApp. */
export function MarkOpened({ door, messageId }: { door: string; messageId: string | null }) {
  const router = useRouter()
  const told = useRef(new Set<string>())
  useEffect(() => {
    if (messageId === null || told.current.has(messageId)) return
    const tell = () => {
      if (document.visibilityState !== 'visible' || told.current.has(messageId)) return
      told.current.add(messageId)
      // What is refused stays unread, and says so where the count is.
      void postJson(`${door}/${messageId}/read`, {}, MessageObject).then(({ ok }) => {
        if (ok) router.refresh()
      })
    }
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }, [door, messageId, router])
  return null
}
