import type { ComponentProps, ReactNode } from 'react'

type Props = Omit<ComponentProps<'input'>, 'type'> & { children: ReactNode }

/** With its label, all of which can be pressed. */
export function Checkbox({ children, ...props }: Props) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input type="checkbox" className="size-4 shrink-0 accent-primary" {...props} />
      {children}
    </label>
  )
}
