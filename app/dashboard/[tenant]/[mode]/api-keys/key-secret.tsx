'use client'

import { Download, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { downloadText } from '@/components/download-text'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogActions } from '@/components/ui/dialog'
import { useWarningBeforeLeaving } from '@/components/ui/use-warning-before-leaving'
import type { CreatedApiKey } from '@/lib/keys/schema'
import { AskToStore } from './ask-to-store'

type Props = {
  created: CreatedApiKey
  stored: boolean
  asking: boolean
  onStored: () => void
  onStay: () => void
  onClose: () => void
  onDiscard: () => void
}

export function KeySecret({ created, stored, asking, onStored, onStay, onClose, onDiscard }: Props) {
  const [revealed, setRevealed] = useState(false)
  const line = `HAWKSEND_API_KEY=${created.key}`
  useWarningBeforeLeaving(!stored)

  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-1 rounded-md border border-control bg-sunken ps-3 pe-1">
        <code className="type-mono min-w-0 flex-1 py-2.5 text-xs [overflow-wrap:anywhere]">
          {revealed ? created.key : masked(created)}
        </code>
        <Button
          variant="quiet"
          size="icon"
          aria-pressed={revealed}
          aria-label="Reveal the key"
          onClick={() => setRevealed(!revealed)}
        >
          {revealed ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        </Button>
      </div>
      <div className="flex flex-wrap gap-2">
        <CopyButton
          value={created.key}
          label="key"
          text="Copy"
          variant={stored ? 'secondary' : 'primary'}
          onCopied={onStored}
        />
        <CopyButton
          value={line}
          label=".env line"
          text="Copy as .env line"
          variant="secondary"
          onCopied={onStored}
        />
        <Button
          onClick={() => {
            downloadText('.env', `${line}\n`)
            onStored()
          }}
        >
          <Download aria-hidden className="size-3.5" /> Download .env
        </Button>
      </div>
      <CodeBlock label="curl command" title="Then send with it" code={snippet(created)} />
      {asking ? (
        <AskToStore onStay={onStay} onDiscard={onDiscard} />
      ) : (
        <DialogActions>
          <Button variant={stored ? 'primary' : 'secondary'} onClick={onClose}>
            {stored ? 'I stored it' : 'Close'}
          </Button>
        </DialogActions>
      )}
    </div>
  )
}

function masked({ key, last_four }: CreatedApiKey): string {
  return `${key.slice(0, 9)}${'•'.repeat(24)}${last_four}`
}

function snippet({ mode }: CreatedApiKey): string {
  const to = mode === 'test' ? '+15550100001' : '+14155550100'
  return [
    `curl ${window.location.origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"${to}"}'`,
  ].join('\n')
}
