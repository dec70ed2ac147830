'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { useCopy } from '@/components/ui/use-copy'
import type { Role } from '@/lib/core/context'
import { CheatSheet, openCheatSheet } from './cheat-sheet'
import { itemsFor, screenPath } from './nav'
import { focusedId, moveToRow, panelCloser, press } from './rows'

const storageKey = 'hawk-shortcuts'

/** Screens take part by marking what they have: `data-row-link`, `data-id`, `data-close-panel`, `data-filter`, `data-create`. */
export function Keyboard({ base, role }: { base: string; role: Role }) {
  const router = useRouter()
  const { state, copy } = useCopy()
  const [enabled, setEnabled] = useState(true)
  const [afterG, setAfterG] = useState(0)

  useEffect(() => setEnabled(localStorage.getItem(storageKey) !== 'off'), [])

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
      return
    if (event.key === 'Escape') return press(panelCloser())
    if (event.key === '?') return openCheatSheet()
    if (!enabled) return
    const isSecond = event.timeStamp - afterG < 1_000 && afterG > 0
    setAfterG(event.key === 'g' && !isSecond ? event.timeStamp : 0)
    if (isSecond) return go(event.key)
    act(event)
  })

  function go(key: string) {
    const item = itemsFor(role).find((candidate) => candidate.key === key)
    if (item) router.push(screenPath(base, item))
  }

  function act(event: KeyboardEvent) {
    if (event.key === 'j' || event.key === 'k') {
      const href = moveToRow(event.key === 'j' ? 1 : -1)
      if (href && panelCloser()) router.replace(href, { scroll: false })
    }
    if (event.key === '.') {
      const id = focusedId()
      if (id) void copy(id)
    }
    if (event.key === 'c') {
      event.preventDefault()
      press(document.querySelector<HTMLElement>('[data-create]'))
    }
    if (event.key === '/') {
      const filter = document.querySelector<HTMLElement>('[data-filter]')
      if (filter) event.preventDefault()
      filter?.focus()
    }
  }

  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <CheatSheet
        role={role}
        enabled={enabled}
        onEnabled={(on) => {
          setEnabled(on)
          localStorage.setItem(storageKey, on ? 'on' : 'off')
        }}
      />
      <p
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-6 z-50 text-center max-md:bottom-20"
      >
        {state !== 'idle' && (
          <span className="inline-block animate-rise rounded-lg border bg-surface px-3 py-2 text-sm shadow-overlay">
            {state === 'copied' ? 'Id copied' : 'Could not copy the id'}
          </span>
        )}
      </p>
    </>
  )
}

/** Typing, or inside something that has its own keys. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return true
  return (
    target instanceof HTMLElement && Boolean(target.closest('input, textarea, select, [contenteditable]'))
  )
}
