import type { ScopePreset } from '@/lib/core/scopes'

type PresetWords = { value: ScopePreset; label: string; hint: string }

export const presetWords: readonly PresetWords[] = [
  {
    value: 'full',
    label: 'Full access',
    hint: 'Sends, verifies, reads, and manages templates and webhooks.',
  },
  { value: 'send_only', label: 'Send only', hint: 'Sends and verifies OTPs, sends messages; reads nothing.' },
  { value: 'read_only', label: 'Read only', hint: 'Reads OTPs, messages and usage; sends nothing.' },
]
