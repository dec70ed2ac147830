import { maskPhone } from '@/lib/core/phone'

/** Only for server components: what reaches the browser is the masked number alone. */
export function MaskedPhone({ phone }: { phone: string | null }) {
  if (phone === null) return <span className="text-ink-3">not known</span>
  return <span className="type-mono whitespace-nowrap text-xs">{maskPhone(phone)}</span>
}
