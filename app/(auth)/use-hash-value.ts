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
    if (found) window.history.replaceState(window.history.state, '', pathname + search)
  }, [name])
  return value
}
