'use client'

import { useEffect, useState } from 'react'

/**
 * What a mailed link says behind its hash, where no server and no other page is told it. It is taken out of the address
 * bar, and so of the history; undefined until it is read, and null where there is none.
 */
export function useHashValue(name: string): string | null | undefined {
  const [value, setValue] = useState<string | null>()
  useEffect(() => {
    const { hash, pathname, search } = window.location
    const found = new URLSearchParams(hash.slice(1)).get(name)
    setValue((before) => found ?? before ?? null)
    // A moment later Next listens, and does not put its own idea of the address back.
    if (found) setTimeout(() => window.history.replaceState(null, '', pathname + search))
  }, [name])
  return value
}
