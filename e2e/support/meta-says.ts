import { expect } from '@playwright/test'
import type { Sandbox } from './sandbox'

/** Says what the sandbox is to answer as Meta about an account, a number or a token. */
export async function saysMeta(
  { url }: Sandbox,
  about: 'accounts' | 'numbers' | 'tokens',
  body: object,
): Promise<void> {
  const response = await fetch(`${url}/_sandbox/${about}`, { method: 'POST', body: JSON.stringify(body) })
  expect(response.ok, `${about}: ${await response.text()}`).toBe(true)
}
