'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { ToggleGroup } from 'radix-ui'
import { useHydrated } from '@/components/ui/use-hydrated'

const themes = [
  { value: 'system', label: 'As the system', Icon: Monitor },
  { value: 'light', label: 'Light', Icon: Sun },
  { value: 'dark', label: 'Dark', Icon: Moon },
] as const

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme()
  const hydrated = useHydrated()
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Theme"
      value={hydrated ? (theme ?? 'system') : ''}
      onValueChange={(value) => value && setTheme(value)}
      className="inline-flex w-fit rounded-md border border-control"
    >
      {themes.map(({ value, label, Icon }) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          aria-label={label}
          title={label}
          className="grid h-7 w-8 place-items-center text-ink-3 transition-colors first:rounded-s-sm last:rounded-e-sm hover:text-ink data-[state=on]:bg-soft data-[state=on]:text-primary pointer-coarse:size-11"
        >
          <Icon aria-hidden className="size-3.5" />
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
