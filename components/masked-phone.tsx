import { maskPhone } from '@/lib/core/phone'

/** Only for server components: what reaches the browser is the masked number alone. */
export function MaskedPhone({ phone }: { phone: string }) {
  return <span className="type-mono whitespace-nowrap text-xs">{maskPhone(phone)}</span>
}
