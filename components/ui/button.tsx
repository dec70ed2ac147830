import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

const button = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md border font-semibold transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-hover',
        secondary: 'border-control bg-surface text-ink-2 hover:border-ink-2 hover:text-ink',
        quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
        danger: 'border-transparent bg-danger text-on-danger hover:bg-danger-hover',
      },
      size: {
        small: 'h-7 px-2 text-sm pointer-coarse:h-9',
        medium: 'h-8 px-3 text-sm pointer-coarse:h-11',
        large: 'h-10 px-4 text-base pointer-coarse:h-11',
        icon: 'size-8 text-sm pointer-coarse:size-11',
        tiny: 'size-6 text-xs',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'medium' },
  },
)

type Props = ComponentProps<'button'> & VariantProps<typeof button> & { asChild?: boolean; busy?: boolean }

/** While `busy` it keeps its focus and its width, and takes no second press. */
export function Button({
  asChild,
  busy,
  variant,
  size,
  className,
  type = 'button',
  onClick,
  ...props
}: Props) {
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      {...(asChild ? {} : { type })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={cn(button({ variant, size }), className)}
      {...props}
    />
  )
}
