import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { actionGroups, auditActions } from '@/lib/audit/action-schema'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import { Code, TextLink } from '../prose'
import { anchorCheck, hashCheck } from './snippets'

export const metadata: Metadata = { title: 'Audit log' }

const { anchor, sweep, exportRows } = policy.audit
const number = new Intl.NumberFormat('en')

export default function AuditLogDocs() {
  return (
    <main className="mx-auto grid w-full min-w-0 max-w-[70ch] gap-4 px-5 py-16 text-base">
      <h1 className="type-display text-2xl">Audit log</h1>
      <p>
        Every change that somebody makes in a workspace is written down in the same transaction: who, what, to
        what, before and after, from which address, in which request. Owners and admins read it under Account,
        and export up to {number.format(exportRows)} entries as CSV; that somebody did is itself an entry.
        Secrets are never among it, nor whole phone numbers: people and things are named by their ids.
      </p>

      <Heading>What is recorded</Heading>
      <dl className="grid gap-3">
        {Object.entries(actionGroups).map(([group, title]) => (
          <div key={group} className="min-w-0 border-s-2 ps-4">
            <dt className="font-semibold">{title}</dt>
            <dd className="grid gap-0.5 text-ink-2 text-sm">
              {Object.entries(auditActions).map(
                ([name, action]) =>
                  action.group === group && (
                    <span key={name} className="flex flex-wrap gap-x-2">
                      <Code>{name}</Code> <span>{action.event}</span>
                    </span>
                  ),
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-2 text-sm">
        Beside each action stands its event in the OWASP Logging Vocabulary. What API keys do is in the
        request log.
      </p>

      <Heading>The chain</Heading>
      <p>
        Entries are numbered without gaps, and each has a hash over the hash before it and over what it says.
        The application itself has no right to change or delete an entry. Each {anchor.everySeconds} seconds
        what is new is read again, and the end of each chain that grew is signed (Ed25519) and taken out of
        the database; each {anchor.hours} hours every end is signed and, {sweep.hours} hours after the last
        time, the whole chain read from its first entry. What does not hold is never signed, and raises an
        alert. The address of an entry stands beside the chain, which covers its keyed hash: it alone can be
        erased, when a person is to be forgotten.
      </p>

      <Heading>What is found, and when</Heading>
      <p>Take somebody who owns the database, and so may write into it whatever they like:</p>
      <dl className="grid gap-4">
        <Case what="An entry edited, deleted, moved or put in between">
          Found at once by whoever reads the chain, by us within {anchor.everySeconds} seconds where it is new
          and within {sweep.hours} hours where it is old, and named by its number.
        </Case>
        <Case what="The end cut off">
          Found, since the head of the chain says how far it goes; with the head put right as well, found for
          every entry that had been signed.
        </Case>
        <Case what="The chain written anew, every hash right">
          Found for every entry that had been signed: the signed head has another hash. It names the
          signatures between which it happened.
        </Case>
        <Case what="Entries written anew before they were signed">
          Not found, and by nobody: until its signature an entry is held by hashes that anybody can compute.
          That is {anchor.everySeconds} seconds at most while the server runs.
        </Case>
        <Case what="An entry added at the end that never happened">
          Not found: the chain proves what was written, and not that it is true.
        </Case>
        <Case what="The signed heads forged or taken away">
          A forged one has no signature of ours. Missing ones are missed, for the chain itself says that it
          was signed; with that erased too, whoever kept a signed head can tell.
        </Case>
      </dl>

      <Heading>Verify it yourself</Heading>
      <p>
        Export the log without filters: it has every field that the hashes cover. The hash of an entry is{' '}
        <Code>SHA-256(previous_hash ‖ JCS(entry))</Code>, in hex, where JCS is its canonical JSON by RFC 8785.
        The hash before the first is 64 zeros. An empty cell of <Code>mode</Code>, <Code>before</Code> or{' '}
        <Code>after</Code> is <Code>null</Code>.
      </p>
      <CodeBlock label="hash of an entry" title="Node, with the package canonicalize" code={hashCheck} />
      <p>
        The page of the log shows the head as it was signed last. Keep one, and you can prove later what the
        log said then: it is a compact JWS of the type <Code>audit-head+jwt</Code>, for the keys of{' '}
        <TextLink href="/.well-known/jwks.json">our JWKS</TextLink> whose <Code>kid</Code> begins with{' '}
        <Code>audit-</Code>.
      </p>
      <CodeBlock
        label="check of a signed head"
        title="Node, with the package jose"
        code={anchorCheck(env().APP_ORIGIN)}
      />
      <p>
        Whoever runs Hawk Send verifies every chain with <Code>npm run -s audit:verify</Code>, against the
        signed heads in <Code>AUDIT_ANCHORS_DIR</Code> or, where that is not set, in an export of the log (
        <Code>--anchors file</Code>). It names the first entry of each chain that does not hold and what
        became of it, and ends with 1.
      </p>
    </main>
  )
}

function Heading({ children }: { children: ReactNode }) {
  return <h2 className="type-display pt-6 text-[1.0625rem] leading-6">{children}</h2>
}

function Case({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="border-s-2 ps-4">
      <dt className="font-semibold">{what}</dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  )
}
