'use client'

import { useEffect, useRef } from 'react'

/** Where the panel takes the list's place, reading starts at its top; beside the list, the focus stays in the row. */
export function PanelFocus() {
  const top = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (window.matchMedia('(width >= 62rem)').matches) return
    window.scrollTo({ top: 0 })
    top.current?.focus({ preventScroll: true })
  }, [])
  return <span ref={top} tabIndex={-1} className="outline-none" />
}
