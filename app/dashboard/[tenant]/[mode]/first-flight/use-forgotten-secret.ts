'use client'

import { useEffect, useState } from 'react'

/** Memory that ends with the page, also where the browser keeps the page to show it again on the way back. */
export function useForgottenSecret<Secret>() {
  const [secret, setSecret] = useState<Secret | null>(null)
  useEffect(() => {
    const forget = () => setSecret(null)
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])
  return [secret, setSecret] as const
}
