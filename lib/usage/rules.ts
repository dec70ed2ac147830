import { countriesOf } from '@/lib/core/countries'

/** The country that a person is counted under: of the number, or of the user id, which begins with it. */
export function countryOf({ phone, bsuid }: { phone: string | null; bsuid: string | null }): string | null {
  if (phone !== null) return countriesOf(phone)[0] ?? null
  return bsuid?.slice(0, 2) ?? null
}
