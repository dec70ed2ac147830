'use client'

import { RadioCards } from '@/components/ui/radio-cards'

const choices = [
  ['+15550100001', 'Delivered', 'arrives and waits for its code'],
  ['+15550100002', 'Undeliverable', 'Meta cannot reach the number'],
  ['+15550100003', 'Never delivered', 'sent, but no report ever comes'],
  ['+15550100004', 'Expires early', 'delivered, and dead after 5 s'],
  ['+15550100005', 'Rate limited', 'the send itself is refused'],
  ['+15550100006', 'Provider down', 'fails at first, then recovers'],
] as const

const options = choices.map(([value, label, hint]) => ({
  value,
  label,
  hint: (
    <>
      <span className="type-mono">{value}</span> · {hint}
    </>
  ),
}))

export function MagicNumbers({ value, onChange }: { value: string; onChange: (number: string) => void }) {
  const chosen = options.find((option) => option.value === value)?.value
  return (
    <div className="grid gap-1.5">
      <span className="font-semibold text-sm">Magic numbers</span>
      <RadioCards label="Magic numbers" options={options} value={chosen} onChange={onChange} />
    </div>
  )
}
