import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { withTenant } from '@/db/tenant'
import { listAnchorKeys, readAnchor, signAnchor } from '@/lib/audit/anchor'
import { anchorChains, type BrokenChain } from '@/lib/audit/anchor-chains'
import { chainOf, doSomething, entriesInOrder, rewrite, tamper } from '@/lib/audit/fixtures/chain'
import { findHead } from '@/lib/audit/store'
import { sweepChains } from '@/lib/audit/sweep-chains'
import { verifyChains } from '@/lib/audit/verify-chains'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { listProofKeys } from '@/lib/otp/proof'

const folder = () => env().AUDIT_ANCHORS_DIR ?? ''
const scratch = mkdtempSync(path.join(tmpdir(), 'audit-anchors-'))
afterAll(() => rmSync(scratch, { recursive: true }))

async function runJob(): Promise<BrokenChain[]> {
  const reported: BrokenChain[] = []
  await anchorChains(async (broken) => {
    reported.push(broken)
  })
  return reported
}

async function signedChain(length = 6): Promise<{ ctx: Ctx; tenantId: string }> {
  const chain = await chainOf(length)
  expect((await runJob()).filter(({ tenantId }) => tenantId === chain.tenantId)).toEqual([])
  return chain
}

/** As `npm run audit:verify` does. */
async function faultOf(tenantId: string, where = folder()) {
  const { verdicts } = await verifyChains({ tenantId, path: where })
  for await (const { fault } of verdicts) return fault
  throw new Error('Nothing was verified.')
}

const headOf = (ctx: Ctx) => withTenant(ctx, findHead)

describe('the job', () => {
  test('signs each head that grew, once, and puts it outside before it notes it', async () => {
    const { ctx, tenantId } = await signedChain()
    await runJob()
    const lines = readdirSync(folder())
      .flatMap((name) => readFileSync(path.join(folder(), name), 'utf8').split('\n'))
      .filter((line) => line.includes(toTypeId('tenant', tenantId)))
    expect(lines).toHaveLength(1)
    const head = await headOf(ctx)
    expect(head).toMatchObject({ seq: 6, anchoredSeq: 6, verifiedSeq: 6, fault: null })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seq: 6, anchor: head?.anchor })
    expect(await readAnchor(head?.anchor ?? '')).toMatchObject({ tenantId, seq: 6, hash: head?.hash })
    expect(await faultOf(tenantId)).toBeNull()
  })

  test('signs a chain that stands still once a day', async () => {
    const { ctx, tenantId } = await signedChain()
    await owner`update audit_heads set anchored_at = now() - interval '25 hours' where tenant_id = ${tenantId}`
    await runJob()
    const { anchoredAt } = (await headOf(ctx)) ?? {}
    expect(Date.now() - (anchoredAt?.getTime() ?? 0)).toBeLessThan(60_000)
  })

  test('never signs what was edited before it came by, and reports it', async () => {
    const { ctx, tenantId } = await signedChain()
    await doSomething(ctx)
    await doSomething(ctx)
    await tamper(
      (tx) => tx`update audit_entries set actor_id = 'usr_x' where tenant_id = ${tenantId} and seq = 7`,
    )
    expect(await runJob()).toContainEqual(expect.objectContaining({ tenantId, seq: 7, kind: 'edited' }))
    expect(await headOf(ctx)).toMatchObject({ anchoredSeq: 6, fault: { seq: 7, kind: 'edited' } })
    expect(await runJob()).toEqual([])
  })

  test('reads what it signed long ago once a day, in parts, and reports what was done to it', async () => {
    const { ctx, tenantId } = await signedChain()
    const sweep = async () => {
      const reported: BrokenChain[] = []
      await sweepChains(async (broken) => {
        reported.push(broken)
      })
      return reported.filter((broken) => broken.tenantId === tenantId)
    }
    const age = () =>
      owner`update audit_heads set created_at = now() - interval '2 days', swept_at = swept_at - interval '2 days'
        where tenant_id = ${tenantId}`
    await age()
    expect(await sweep()).toEqual([])
    expect(await headOf(ctx)).toMatchObject({ sweptAt: expect.any(Date), sweptSeq: 0, fault: null })
    await tamper(
      (tx) => tx`update audit_entries set target_id = 'x' where tenant_id = ${tenantId} and seq = 2`,
    )
    expect(await sweep()).toEqual([])
    await age()
    expect(await sweep()).toMatchObject([{ seq: 2, kind: 'edited' }])
    expect(await headOf(ctx)).toMatchObject({ fault: { seq: 2 } })
  })
})

describe('what a chain by itself cannot tell, its anchors do', () => {
  const forgetAnchor = (tenantId: string) =>
    tamper(
      (tx) => tx`update audit_heads set anchored_seq = 0, anchor = null, anchored_at = null
        where tenant_id = ${tenantId}`,
    )
  const cutTail = (tenantId: string, left: number) =>
    tamper(async (tx) => {
      await tx`delete from audit_entries where tenant_id = ${tenantId} and seq > ${left}`
      await tx`update audit_heads set seq = ${left},
        hash = (select hash from audit_entries where tenant_id = ${tenantId} and seq = ${left})
        where tenant_id = ${tenantId}`
    })

  test('the tail cut off and the head put right', async () => {
    const { tenantId } = await signedChain()
    await cutTail(tenantId, 4)
    expect(await faultOf(tenantId)).toMatchObject({ seq: 5, kind: 'cut_off' })
    await forgetAnchor(tenantId)
    expect(await faultOf(tenantId)).toMatchObject({ seq: 5, kind: 'cut_off' })
  })

  test('the tail cut off and grown anew', async () => {
    const { ctx, tenantId } = await signedChain()
    await cutTail(tenantId, 4)
    await forgetAnchor(tenantId)
    for (let index = 0; index < 3; index++) await doSomething(ctx)
    expect(await faultOf(tenantId)).toMatchObject({ kind: 'rewritten' })
  })

  test('the whole chain written anew: between which anchors', async () => {
    const { ctx, tenantId } = await signedChain(3)
    for (let index = 0; index < 3; index++) await doSomething(ctx)
    await runJob()
    await rewrite(ctx, 5, { number: 0 })
    expect(await faultOf(tenantId)).toMatchObject({ seq: 4, kind: 'rewritten' })
    await forgetAnchor(tenantId)
    expect(await faultOf(tenantId)).toMatchObject({ seq: 4, kind: 'rewritten' })
    await doSomething(ctx)
    await runJob()
    expect(await faultOf(tenantId)).toMatchObject({ seq: 4, kind: 'rewritten' })
  })

  test('the chain and its head gone altogether', async () => {
    const { tenantId } = await signedChain()
    await tamper(async (tx) => {
      await tx`delete from audit_entries where tenant_id = ${tenantId}`
      await tx`delete from audit_heads where tenant_id = ${tenantId}`
    })
    expect(await faultOf(tenantId)).toMatchObject({ seq: 1, kind: 'cut_off' })
  })

  test('where all chains are verified, those of which anchors alone are left are among them', async () => {
    const [sound, gone] = [await signedChain(2), await signedChain(2)]
    await tamper(async (tx) => {
      await tx`delete from audit_entries where tenant_id = ${gone.tenantId}`
      await tx`delete from audit_heads where tenant_id = ${gone.tenantId}`
    })
    const verdicts = new Map<string, string | undefined>()
    for await (const { tenantId, fault } of (await verifyChains({ path: folder() })).verdicts)
      verdicts.set(tenantId, fault?.kind ?? 'sound')
    expect(verdicts.get(sound.tenantId)).toBe('sound')
    expect(verdicts.get(gone.tenantId)).toBe('cut_off')
  })

  test('an anchor in the head that we did not sign for this chain', async () => {
    const [one, other] = [await signedChain(), await signedChain()]
    const anchor = (await headOf(other.ctx))?.anchor ?? ''
    await tamper((tx) => tx`update audit_heads set anchor = ${anchor} where tenant_id = ${one.tenantId}`)
    expect(await faultOf(one.tenantId)).toMatchObject({ kind: 'anchor_forged' })
  })

  test('the anchors outside taken away', async () => {
    const { tenantId } = await signedChain()
    expect(await faultOf(tenantId, path.join(scratch, 'empty'))).toMatchObject({ kind: 'anchor_missing' })
  })

  test('a forged anchor outside, by its file and line; our log’s lines and torn ones are read as well', async () => {
    const { ctx, tenantId } = await chainOf(3)
    const head = await headOf(ctx)
    const anchor = await signAnchor({ tenantId, seq: 3, hash: head?.hash ?? '' })
    const [header, , signature] = anchor.split('.')
    const claims = Buffer.from(
      JSON.stringify({ sub: toTypeId('tenant', newUuid()), seq: 1, hash: 'f'.repeat(64), at: new Date() }),
    ).toString('base64url')
    const file = path.join(scratch, 'log.jsonl')
    writeFileSync(file, `{"level":30,"msg":"audit head","anchor":"${anchor}"}\n`)
    appendFileSync(file, `{"level":30,"msg":"ready"}\n{"anchor":"${header}.${claims}.${signature}"}\n{"anch`)
    const { anchors } = await verifyChains({ tenantId, path: file })
    expect(anchors).toMatchObject({ forged: [`${file}:3`], unreadable: 2 })
    expect(anchors?.byTenant.get(tenantId)).toMatchObject([{ seq: 3, hash: head?.hash }])
  })
})

describe('an anchor is no proof of an OTP, and the other way round', () => {
  test('other keys, other names, another type, and none of the claims of a proof', async () => {
    const anchor = await signAnchor({ tenantId: newUuid(), seq: 1, hash: 'a'.repeat(64) })
    const [proofs, anchors] = [await listProofKeys(), { keys: await listAnchorKeys() }]
    expect(proofs.keys.map(({ x }) => x)).not.toEqual(anchors.keys.map(({ x }) => x))
    const { payload, protectedHeader } = await jwtVerify(anchor, createLocalJWKSet(anchors))
    expect(protectedHeader).toMatchObject({ typ: 'audit-head+jwt', kid: expect.stringMatching(/^audit-/) })
    expect(payload).not.toHaveProperty('aud')
    await expect(jwtVerify(anchor, createLocalJWKSet(proofs))).rejects.toThrow()
    await expect(jwtVerify(anchor, createLocalJWKSet(anchors), { audience: 'ten_x' })).rejects.toThrow('aud')
    expect(anchors.keys.every((key) => !('d' in key))).toBe(true)
  })

  test.each(['', 'a.b.c', 'not a token', `${Buffer.from('{"kid":"audit-k1"}').toString('base64url')}.e30.x`])(
    'what is no anchor is none: %j',
    async (text) => {
      expect([null, 'unknown key']).toContain(await readAnchor(text))
    },
  )
})

test('entries that came after the anchor are as yet held by their hashes alone', async () => {
  const { ctx, tenantId } = await signedChain(2)
  await doSomething(ctx)
  await rewrite(ctx, 3, { number: 0 })
  expect(await faultOf(tenantId)).toBeNull()
  expect(await entriesInOrder(ctx)).toHaveLength(3)
})
