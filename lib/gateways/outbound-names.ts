import { lookup, Resolver } from 'node:dns/promises'
import { policy } from '@/lib/core/policy'

/** Every address of a host name, of both families; throws where there is none to be had. */
export type ResolveName = (hostname: string) => Promise<string[]>

/**
 * Asks the name servers for A and AAAA, and never /etc/hosts: what a public name means is not for this machine's
 * files to say. Unlike getaddrinfo it takes no thread of the pool in which passwords are hashed. One family may fail
 * where the other has answered: only what was answered is connected to. `servers` are for tests.
 */
export function publicNames(servers?: string[]): ResolveName {
  const { dnsMilliseconds, dnsTries } = policy.webhooks.outbound
  const resolver = new Resolver({ timeout: dnsMilliseconds, tries: dnsTries })
  if (servers) resolver.setServers(servers)
  return onceAtATime(async (hostname) => {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length === 0) throw new Error('The name has no address.')
    return addresses
  })
}

/** As this machine resolves names, /etc/hosts and all: for development, where a receiver is on `localhost`. */
export function localNames(): ResolveName {
  return onceAtATime(async (hostname) =>
    (await lookup(hostname, { all: true })).map(({ address }) => address),
  )
}

/** Many connections to one host begin at once; they share one question, and never an answer from before. */
function onceAtATime(resolve: ResolveName): ResolveName {
  const asking = new Map<string, Promise<string[]>>()
  return (hostname) => {
    const already = asking.get(hostname)
    if (already) return already
    const answer = resolve(hostname).finally(() => asking.delete(hostname))
    asking.set(hostname, answer)
    return answer
  }
}
