import { env } from '@/lib/core/env'

type Key = { name: string; keyPrefix: string; lastFour: string; mode: string }

/** What every mail about a key says of it. */
export function keyMail(workspace: { name: string; slug: string }, key: Key) {
  return {
    workspace: workspace.name,
    keyName: key.name,
    keyHint: `${key.keyPrefix}…${key.lastFour}`,
    keysLink: `${env().APP_ORIGIN}/dashboard/${workspace.slug}/${key.mode}/api-keys`,
  }
}
