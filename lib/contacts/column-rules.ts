import { attributePrefix } from '@/lib/contacts/import-schema'
import { policy } from '@/lib/core/policy'

/** What spreadsheets call the columns that we know, in a few languages; letters and digits alone. */
const knownNames: Readonly<Record<string, readonly string[]>> = {
  phone:
    'phone phonenumber mobile mobilenumber mobilephone cell cellphone telephone tel whatsapp whatsappnumber whatsappphone msisdn number contactnumber telefono celular movil numero telefone numerodetelefone telefon telefonnummer handy handynummer mobil mobilnummer portable numerodetelephone cellulare телефон номер 电话 手机 手机号 電話番号 전화번호 फोन मोबाइल هاتف الهاتف nomortelepon nohp to recipientphone'.split(
      ' ',
    ),
  name: 'name fullname displayname contactname customername nombre nombrecompleto nome nomecompleto nom nomcomplet имя фио 姓名 名前 이름 नाम الاسم nama kunde'.split(
    ' ',
  ),
  email: 'email emailaddress mail correo correoelectronico adresseemail emailadresse почта 邮箱'.split(' '),
  tags: 'tags tag labels label groups group etiquetas etiquettes segments segment'.split(' '),
  opted_out:
    'optedout optout unsubscribed unsubscribe stopped suppressed donotcontact dnc baja abgemeldet desinscrit'.split(
      ' ',
    ),
  /** What our own export tells and a file cannot set. */
  skip: 'id recipient username profilename source attributes lastinboundat createdat updatedat'.split(' '),
}

/** Whether the first row names the columns: it has a name that we know, or nothing that a person's row would have. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => fieldCalled(cell) !== null) || !cells.some(looksLikeData)
}

function looksLikeData(cell: string): boolean {
  return looksLikePhone(cell) || looksLikeEmail(cell)
}

function looksLikePhone(cell: string): boolean {
  return /^'?\+?[\d\s().\-/]{7,25}$/.test(cell.trim()) && cell.replaceAll(/\D/g, '').length >= 7
}

function looksLikeEmail(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim())
}

/** What each column is, by its name and then by what stands in it. No field is given twice. */
export function guessColumns(
  names: readonly string[],
  hasHeader: boolean,
  rows: readonly string[][],
): string[] {
  const taken = new Set<string>()
  const take = (field: string): string => {
    if (field === 'skip') return field
    if (taken.has(field)) return 'skip'
    taken.add(field)
    return field
  }
  const guessed = names.map((name) => {
    const field = hasHeader ? fieldCalled(name) : null
    return field && take(field)
  })
  const fill = (field: string, looks: (cell: string) => boolean) => {
    if (taken.has(field)) return
    const at = guessed.findIndex(
      (known, index) => known === null && rows.some((cells) => looks(cells[index] ?? '')),
    )
    if (at >= 0) guessed[at] = take(field)
  }
  fill('phone', looksLikePhone)
  fill('email', looksLikeEmail)
  let attributes = 0
  return guessed.map((field, index) => {
    if (field !== null) return field
    const key = hasHeader ? attributeCalled(names[index] ?? '') : null
    if (key === null || attributes >= policy.contacts.attributes) return 'skip'
    const attribute = take(attributePrefix + key)
    if (attribute !== 'skip') attributes++
    return attribute
  })
}

function fieldCalled(name: string): string | null {
  const plain = plainName(name)
  for (const [field, names] of Object.entries(knownNames)) if (names.includes(plain)) return field
  return null
}

function plainName(name: string): string {
  return withoutAccents(name)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** The key of an attribute that a column's name makes: `First name` is `first_name`. Null when nothing is left of it. */
export function attributeCalled(name: string): string | null {
  const key = withoutAccents(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, policy.contacts.attributeKeyLength)
    .replace(/_+$/, '')
  return key === '' ? null : key
}
