import { type Scope, type ScopePreset, scopePresets } from '@/lib/core/scopes'

export type Access = ScopePreset | 'custom'
type AccessWords = { value: Access; label: string; hint: string }

export const accessWords: readonly AccessWords[] = [
  {
    value: 'full',
    label: 'Full access',
    hint: 'Sends, verifies, reads, and manages templates and webhooks.',
  },
  { value: 'send_only', label: 'Send only', hint: 'Sends and verifies OTPs, sends messages; reads nothing.' },
  { value: 'read_only', label: 'Read only', hint: 'Reads OTPs, messages and usage; sends nothing.' },
  { value: 'custom', label: 'Custom', hint: 'The scopes that you choose, and no others.' },
]

/** The preset that these scopes make, in words, or how many they are. */
export function accessOf(scopes: readonly Scope[]): string {
  const preset = accessWords.find(({ value }) => {
    const all: readonly Scope[] = value === 'custom' ? [] : scopePresets[value]
    return all.length === scopes.length && all.every((scope) => scopes.includes(scope))
  })
  if (preset) return preset.label
  return scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`
}
