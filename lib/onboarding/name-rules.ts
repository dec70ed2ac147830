import { policy } from '@/lib/core/policy'

/** Where anybody may have an address: the domain says nothing about whose it is. */
const publicProviders =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|proton|protonmail|pm|gmx|web|t-online|freenet|mail|email|zoho|zohomail|fastmail|hey|tutanota|tuta|posteo|yandex|ya|rambler|bk|list|inbox|qq|163|126|foxmail|sina|naver|hanmail|daum|rediffmail|libero|virgilio|orange|wanadoo|laposte|free|uol|bol|terra|hushmail|duck)$/

/** The second level of a country under which its names are registered, as in example.co.uk. */
const registries = /^(co|com|org|net|gov|gob|edu|ac|or|ne|go)$/

/** A workspace's first name: the company's as its domain says it, or else the person's as the address says it. */
export function workspaceNameOf(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  const company = companyOf(domain)
  const name = inWords(
    company !== '' && !publicProviders.test(company) ? company : (local.split('+')[0] ?? ''),
  )
  return name.slice(0, policy.teams.nameLength).trim() || 'Workspace'
}

function companyOf(domain: string): string {
  const labels = domain.toLowerCase().split('.').slice(0, -1)
  const last = labels.at(-1) ?? ''
  return (registries.test(last) && labels.length > 1 ? labels.at(-2) : last) ?? ''
}

function inWords(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
