'use client'

import { useEffect, useRef, useState } from 'react'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import type { Role } from '@/lib/core/context'
import { itemsFor } from './nav'

const eventName = 'hawk:shortcuts'

export function openCheatSheet(): void {
  window.dispatchEvent(new Event(eventName))
}

const shortcuts = [
  ['J K', 'Next row, row before'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close the panel'],
  ['.', 'Copy the id'],
  ['/', 'Search or filter'],
  ['C', 'Send or create'],
  ['?', 'This list'],
] as const

type Props = { role: Role; enabled: boolean; onEnabled: (enabled: boolean) => void }

export function CheatSheet({ role, enabled, onEnabled }: Props) {
  const [open, setOpen] = useState(false)
  const opener = useRef<Element>(null)
  useEffect(() => {
    const show = () => {
      opener.current = document.activeElement
      setOpen(true)
    }
    window.addEventListener(eventName, show)
    return () => window.removeEventListener(eventName, show)
  }, [])
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogContent
        title="Keyboard shortcuts"
        className="max-w-sm"
        onCloseAutoFocus={() => {
          if (opener.current instanceof HTMLElement) opener.current.focus()
        }}
      >
        <dl className="grid grid-cols-[5rem_1fr] text-sm">
          {[...goTo(role), ...shortcuts].map(([keys, what]) => (
            <div key={keys} className="col-span-2 grid grid-cols-subgrid items-center border-b py-1.5">
              <dt>
                <Kbd className="text-[0.6875rem] text-ink">{keys}</Kbd>
              </dt>
              <dd className="text-ink-2">{what}</dd>
            </div>
          ))}
        </dl>
        <Switch checked={enabled} onChange={onEnabled}>
          Single-key shortcuts
        </Switch>
      </DialogContent>
    </Dialog>
  )
}

function goTo(role: Role) {
  return itemsFor(role).map((item) => [`G ${item.key.toUpperCase()}`, `Go to ${item.label}`] as const)
}
