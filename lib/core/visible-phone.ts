import type { Ctx } from './context'
import { allows } from './permissions'
import { maskPhone } from './phone'

/** The number as whoever asks may see it: masked for a person whose role does not show whole ones. */
export function visiblePhone(ctx: Ctx, phone: string): string
export function visiblePhone(ctx: Ctx, phone: string | null): string | null
export function visiblePhone(ctx: Ctx, phone: string | null): string | null {
  return phone === null || allows(ctx, 'phones.read') ? phone : maskPhone(phone)
}
