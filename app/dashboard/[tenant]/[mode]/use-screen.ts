'use client'

import { useSelectedLayoutSegment } from 'next/navigation'

/** The folder of the screen that is open below the mode; Home has none, only a group in brackets. */
export function useScreen(): string {
  const segment = useSelectedLayoutSegment()
  return segment === null || segment.startsWith('(') ? '' : segment
}
