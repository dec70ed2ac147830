import { contractNumbers } from '@/lib/core/magic-numbers'

/** Its messages are delivered at once. */
export const magicPhone = contractNumbers[0]?.number ?? '+15550100001'

/** The same request in three languages. Without a key to show, each reads it from its environment. */
export function snippetsFor(origin: string, key: string | null) {
  const url = `${origin}/api/v1/otp/send`
  return [
    { value: 'curl', label: 'curl', code: curl(url, key) },
    { value: 'typescript', label: 'TypeScript', code: typescript(url, key) },
    { value: 'python', label: 'Python', code: python(url, key) },
  ] as const
}

function curl(url: string, key: string | null): string {
  return `curl ${url} \\
  -H "Authorization: Bearer ${key ?? '$HAWKSEND_API_KEY'}" \\
  -H "Content-Type: application/json" \\
  -d '{"to":"${magicPhone}"}'`
}

function typescript(url: string, key: string | null): string {
  const [before, bearer] = key
    ? ['', `'Bearer ${key}'`]
    : ["import { env } from 'node:process'\n\n", `\`Bearer \${env.HAWKSEND_API_KEY}\``]
  return `${before}const response = await fetch('${url}', {
  method: 'POST',
  headers: {
    authorization: ${bearer},
    'content-type': 'application/json',
  },
  body: JSON.stringify({ to: '${magicPhone}' }),
})
console.log(await response.json())`
}

function python(url: string, key: string | null): string {
  const [before, bearer] = key
    ? ['', `"Bearer ${key}"`]
    : ['import os\n', `f"Bearer {os.environ['HAWKSEND_API_KEY']}"`]
  return `${before}import requests

response = requests.post(
    "${url}",
    headers={"Authorization": ${bearer}},
    json={"to": "${magicPhone}"},
)
print(response.json())`
}
