'use client'

import { Keyboard } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { openCheatSheet } from './cheat-sheet'

export function ShortcutsButton() {
  return (
    <Button variant="quiet" className="w-full justify-start px-2.5 font-medium" onClick={openCheatSheet}>
      <Keyboard aria-hidden className="size-4" />
      <span className="flex-1 text-start">Shortcuts</span>
      <Kbd>?</Kbd>
    </Button>
  )
}
