import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

type Props = {
  action: string
  kept: [name: string, value: string][]
  target: string | undefined
  unset: string
}

/** What it was done to, by its id. */
export function TargetFilter({ action, kept, target, unset }: Props) {
  return (
    <Form
      action={action}
      role="search"
      className="relative min-w-0 flex-1 max-md:order-last max-md:basis-full md:max-w-60"
    >
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor="target-filter" className="sr-only">
        The id of what it was done to
      </label>
      <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        key={target ?? ''}
        id="target-filter"
        name="target"
        data-filter
        autoComplete="off"
        spellCheck={false}
        required
        maxLength={100}
        placeholder="key_… or otp_…"
        defaultValue={target}
        className="type-mono h-8 ps-8 pe-8 text-xs placeholder:text-ink-3"
      />
      {target && (
        <Button
          asChild
          variant="quiet"
          size="tiny"
          className="absolute end-1 top-1/2 -translate-y-1/2"
          aria-label="Show what was done to anything"
        >
          <Link href={unset} prefetch={false}>
            <X aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
    </Form>
  )
}
