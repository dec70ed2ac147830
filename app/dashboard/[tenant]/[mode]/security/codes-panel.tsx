'use client'

import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { downloadText } from '@/components/download-text'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogActions } from '@/components/ui/dialog'
import { useWarningBeforeLeaving } from '@/components/ui/use-warning-before-leaving'
import { printText } from './print-text'

type Props = { codes: string[]; onStored: () => void }

/** The codes, once. They live in this component's memory alone, until it is told that they are stored. */
export function CodesPanel({ codes, onStored }: Props) {
  const [kept, setKept] = useState(false)
  const keep = () => setKept(true)
  useWarningBeforeLeaving(!kept)
  const text = `Recovery codes for Hawk Send\nEach works once, in the place of your second factor.\n\n${codes.join('\n')}\n`
  return (
    <div className="grid gap-4">
      <ol
        aria-label="Recovery codes"
        className="type-mono grid gap-x-6 gap-y-1.5 rounded-md border bg-sunken px-4 py-3 text-sm md:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          value={codes.join('\n')}
          label="recovery codes"
          text="Copy"
          variant={kept ? 'secondary' : 'primary'}
          onCopied={keep}
        />
        <Button
          onClick={() => {
            downloadText('hawk-send-recovery-codes.txt', text)
            keep()
          }}
        >
          <Download aria-hidden className="size-3.5" /> Download
        </Button>
        <Button
          onClick={() => {
            printText('Recovery codes', text)
            keep()
          }}
        >
          <Printer aria-hidden className="size-3.5" /> Print
        </Button>
      </div>
      <p className="text-ink-2 text-sm">
        Keep them where your phone is not. They are shown this one time; we keep only their hashes.
      </p>
      <DialogActions>
        <Button variant={kept ? 'primary' : 'secondary'} onClick={onStored}>
          {kept ? 'I stored them' : 'Close without storing'}
        </Button>
      </DialogActions>
    </div>
  )
}
