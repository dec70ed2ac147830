'use client'

import { useEffect, useState } from 'react'
import { postJson } from '@/components/forms/post-json'
import { UrlVerdict } from '@/lib/webhooks/endpoint-schema'

const pauseMilliseconds = 450

type Check = { state: 'unknown' | 'checking' | 'allowed' } | { state: 'refused'; reason: string }

/** Asks the server about a URL once its writer pauses; what it cannot be asked is left to when it is saved. */
export function useUrlCheck(text: string, path: string, saved: string | undefined): Check {
  const [check, setCheck] = useState<Check>({ state: 'unknown' })
  const url = text.trim()

  useEffect(() => {
    setCheck({ state: 'unknown' })
    // What is saved was judged then, and half a URL is no fault yet.
    if (url === saved || !/^[a-z]+:\/\/[^/]+/i.test(url)) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      setCheck({ state: 'checking' })
      const posted = await postJson(path, { url }, UrlVerdict)
      if (isCurrent) setCheck(posted.ok ? checkOf(posted.data) : { state: 'unknown' })
    }, pauseMilliseconds)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [url, path, saved])

  return check
}

function checkOf({ allowed, reason }: UrlVerdict): Check {
  return allowed ? { state: 'allowed' } : { state: 'refused', reason: reason ?? 'This URL is not allowed.' }
}
