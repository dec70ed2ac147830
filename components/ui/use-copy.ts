'use client'

import { useEffect, useState } from 'react'

type State = 'idle' | 'copied' | 'failed'

/** Copies, and says for two seconds that it did. */
export function useCopy(): { state: State; copy: (text: string) => Promise<boolean> } {
  const [state, setState] = useState<State>('idle')

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2_000)
    return () => clearTimeout(timer)
  }, [state])

  async function copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      return true
    } catch {
      setState('failed')
      return false
    }
  }

  return { state, copy }
}
