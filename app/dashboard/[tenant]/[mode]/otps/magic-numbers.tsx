'use client'

import { RadioCards } from '@/components/ui/radio-cards'

const options = [
  { value: '+15550100001', mark: '+15550100001', label: 'Delivered' },
  { value: '+15550100002', mark: '+15550100002', label: 'Undeliverable' },
  { value: '+15550100003', mark: '+15550100003', label: 'Sent, never delivered' },
  { value: '+15550100004', mark: '+15550100004', label: 'Expires after 5 s' },
  { value: '+15550100005', mark: '+15550100005', label: 'Refused: rate limited' },
  { value: '+15550100006', mark: '+15550100006', label: 'Provider down, then back' },
] as const

export function MagicNumbers({ value, onChange }: { value: string; onChange: (number: string) => void }) {
  const chosen = options.find((option) => option.value === value)?.value
  return (
    <div className="grid gap-1.5">
      <span className="font-semibold text-sm">Magic numbers</span>
      <RadioCards label="Magic numbers" options={options} value={chosen} onChange={onChange} />
    </div>
  )
}
