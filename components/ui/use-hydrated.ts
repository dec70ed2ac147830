'use client'

import { useSyncExternalStore } from 'react'

/** False for the server and the first render in the browser, so that both agree. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
}
