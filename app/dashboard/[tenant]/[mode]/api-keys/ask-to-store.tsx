'use client'

import { Button } from '@/components/ui/button'

export function AskToStore({ onStay, onDiscard }: { onStay: () => void; onDiscard: () => void }) {
  return (
    <div role="alert" className="grid gap-3 border-iris border-s-2 bg-amber-soft px-3 py-3 text-sm">
      <p>
        <strong className="font-semibold">The key has not been copied.</strong> Once this closes, nobody can
        show it again; you would have to create another.
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDiscard}>Close without it</Button>
        <Button variant="primary" autoFocus onClick={onStay}>
          Keep it open
        </Button>
      </div>
    </div>
  )
}
