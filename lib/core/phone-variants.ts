import { canonicalPhone } from './phone'

const area = /^\+54(11|[23]\d{2,3})(\d{6,8})$/

/** Every way in which the number of one WhatsApp user may have been written: all have the same canonical form. */
export function phoneVariants(phone: string): string[] {
  const canonical = canonicalPhone(phone)
  const written = [phone, canonical, ...mexican(canonical), ...argentine(canonical), ...brazilian(canonical)]
  return [...new Set(written)].filter((variant) => canonicalPhone(variant) === canonical)
}

function mexican(canonical: string): string[] {
  return canonical.startsWith('+52') ? [canonical.replace(/^\+52/, '+521')] : []
}

/** Where the area code ends is not written; each length that fits is tried. */
function argentine(canonical: string): string[] {
  if (!area.test(canonical)) return []
  const digits = canonical.slice(3)
  const atHome = [2, 3, 4].map((length) => `+54${digits.slice(0, length)}15${digits.slice(length)}`)
  return [`+549${digits}`, ...atHome]
}

function brazilian(canonical: string): string[] {
  return canonical.startsWith('+55') ? [canonical.replace(/^(\+55\d{2})9/, '$1')] : []
}
