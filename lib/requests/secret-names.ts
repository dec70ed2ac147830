/** What a member is called that holds something which opens a door. */
const words = new Set(
  'code codes token tokens secret secrets proof proofs key keys authorization auth password passwords passwd pwd passcode passphrase pin otp totp credential credentials cookie cookies signature signatures jwt link svg nonce hash'.split(
    ' ',
  ),
)
/** The same, written together with what it belongs to: `accesstoken`, `otpcode`. */
const endings =
  /(code|token|secret|proof|key|authorization|password|passwd|passcode|passphrase|credential|cookie|signature|svg)s?$/
/** Words that say of a secret how long or which one it is, and not what. */
const harmlessEnds = new Set(['id', 'ids', 'length', 'type', 'at', 'count', 'name'])
const harmless = new Set(
  'idempotency_key error_code provider_code status_code country_code language_code'.split(' '),
)

const judged = new Map<string, boolean>()
const judgedLimit = 5_000

/** Whether a value of this name is kept from the log: `code`, `apiKey`, `X-Access-Token`, `otp code 2`. */
export function isSecretName(name: string): boolean {
  const known = judged.get(name)
  if (known !== undefined) return known
  const judgement = judge(name)
  if (judged.size >= judgedLimit) judged.clear()
  if (name.length < 100) judged.set(name, judgement)
  return judgement
}

function judge(name: string): boolean {
  const parts = wordsOf(name)
  if (harmless.has(parts.join('_')) || harmlessEnds.has(parts.at(-1) ?? '')) return false
  return parts.some((part) => words.has(part)) || endings.test(parts.join(''))
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
}

const shapes =
  /wsa_(live|test)_\w{8}|whsec_[\w+/=-]{8}|\bEAA\w{16}|\beyJ[\w-]+\.[\w-]+\.|-----BEGIN |\bBearer\s+\S/i

const shortestShape = 14

/** Our keys and signing secrets, Meta's tokens, JWTs: known by their looks, whatever they are called. */
export function looksSecret(text: string): boolean {
  return text.length >= shortestShape && shapes.test(text)
}
