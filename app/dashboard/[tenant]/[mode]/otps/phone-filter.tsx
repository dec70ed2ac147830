import { Search, X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { type OtpsQuery, otpsHref, type PhoneFault } from './query'

type Props = { base: string; query: OtpsQuery; fault: PhoneFault | null }

export function PhoneFilter({ base, query, fault }: Props) {
  return (
    <Form
      action={`${base}/otps`}
      className="relative min-w-0 flex-1 max-md:order-last max-md:basis-full md:max-w-60"
      role="search"
    >
      {query.status && <input type="hidden" name="status" value={query.status} />}
      <label htmlFor="phone-filter" className="sr-only">
        Phone number, exactly, in E.164
      </label>
      <Search aria-hidden className="absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        key={query.to ?? ''}
        id="phone-filter"
        name="to"
        type="tel"
        data-filter
        autoComplete="off"
        required
        placeholder="+14155550100"
        defaultValue={query.to}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? 'phone-filter-fault' : undefined}
        className="type-mono h-8 ps-8 pe-8 text-xs placeholder:text-ink-3"
      />
      {query.to && (
        <Button
          asChild
          variant="quiet"
          size="tiny"
          className="absolute end-1 top-1/2 -translate-y-1/2"
          aria-label="Clear the phone number"
        >
          <Link href={otpsHref(base, query, { to: undefined })} prefetch={false}>
            <X aria-hidden className="size-3.5" />
          </Link>
        </Button>
      )}
    </Form>
  )
}
