import { createPublicKey, randomBytes, verify as verifySignature } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sha256Hex } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { makeSendingTenant, sendAndRead } from '@/lib/otp/fixtures/sending'
import { listProofKeys, signProof } from '@/lib/otp/proof'
import { verifyOtp } from '@/lib/otp/verify'

test('the proof can be checked with our public keys by anybody, and says who verified what', async () => {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  const { otp, code } = await sendAndRead(tenant, to, { purpose: 'login' })
  const otpId = otp.otp_id
  const answer = await verifyOtp(tenant.ctx, { otpId, code })
  const [header = '', payload = '', signature = ''] = answer.verified ? answer.proof.split('.') : []
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
  expect(alg).toBe('EdDSA')
  const jwk = (await listProofKeys()).keys.find((key) => key.kid === kid)
  expect(jwk).not.toHaveProperty('d')
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  const check = (text: string) =>
    verifySignature(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  expect(check(`${header}.${payload}`)).toBe(true)
  expect(check(`${header}.${payload}x`)).toBe(false)
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  expect(claims).toMatchObject({
    aud: toTypeId('tenant', tenant.tenantId),
    sub: otpId,
    phone_hash: sha256Hex(to),
    purpose: 'login',
  })
  expect(claims.exp - claims.iat).toBe(600)
})

describe('jose, with our public keys and the check that the docs recommend,', () => {
  const phone = '+14155550100'
  const check = async (
    proof: string,
    { tenant, purpose, now, keys }: { tenant: string; purpose: string; now?: Date; keys?: Keys },
  ) => {
    const { payload } = await jwtVerify(proof, createLocalJWKSet(keys ?? (await listProofKeys())), {
      algorithms: ['EdDSA'],
      issuer: env().APP_ORIGIN,
      audience: toTypeId('tenant', tenant),
      currentDate: now,
    })
    if (payload.phone_hash !== sha256Hex(phone) || payload.purpose !== purpose)
      throw new Error('The proof is about something else.')
    return payload.sub
  }
  const makeProof = async (tenantId: string, at = new Date()) => {
    const id = newUuid()
    const { ctx } = testContext({ tenantId, mode: 'live' })
    return { otpId: toTypeId('otp', id), proof: await signProof(ctx, { id, phone, purpose: 'login' }, at) }
  }

  test('accepts a proof, for its tenant and its purpose', async () => {
    const tenant = newUuid()
    const { otpId, proof } = await makeProof(tenant)
    expect(await check(proof, { tenant, purpose: 'login' })).toBe(otpId)
  })

  test('refuses it for another tenant and for another purpose', async () => {
    const tenant = newUuid()
    const { proof } = await makeProof(tenant)
    await expect(check(proof, { tenant: newUuid(), purpose: 'login' })).rejects.toThrow('"aud"')
    await expect(check(proof, { tenant, purpose: 'payment' })).rejects.toThrow('something else')
  })

  test('accepts it until ten minutes are over, and not a second longer', async () => {
    const tenant = newUuid()
    const at = new Date('2026-11-24T09:30:00.000Z')
    const { proof } = await makeProof(tenant, at)
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000)
    await check(proof, { tenant, purpose: 'login', now: later(599) })
    await expect(check(proof, { tenant, purpose: 'login', now: later(600) })).rejects.toThrow('"exp"')
  })

  test('refuses it with keys that are not ours, or changed in any letter', async () => {
    const tenant = newUuid()
    const { proof } = await makeProof(tenant)
    const foreign = await withKeyRing(`${(await listProofKeys()).keys[0]?.kid}:${newKey()}`)
    await expect(
      check(proof, { tenant, purpose: 'login', keys: await foreign.listProofKeys() }),
    ).rejects.toThrow('signature')
    await expect(check(proof, { tenant, purpose: 'login', keys: { keys: [] } })).rejects.toThrow(
      'no applicable key',
    )
    const [header = '', payload = '', signature = ''] = proof.split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const forged of [`${none}.${payload}.`, `${header}.${payload}.${signature.slice(0, -4)}AAAA`])
      await expect(check(forged, { tenant, purpose: 'login' })).rejects.toThrow()
  })
})

describe('a change of keys', () => {
  test('leaves the proofs of the key before valid, until that key leaves the ring', async () => {
    const [older, newer] = [`older:${newKey()}`, `newer:${newKey()}`]
    const { ctx } = testContext({ tenantId: newUuid(), mode: 'live' })
    const otp = { id: newUuid(), phone: '+14155550100', purpose: null }
    const before = await withKeyRing(older)
    const proof = await before.signProof(ctx, otp, new Date())
    const during = await withKeyRing(`${newer},${older}`)
    const next = await during.signProof(ctx, otp, new Date())
    const past = await withKeyRing(newer)

    const kidBy = async (text: string, keys: Keys) =>
      (await jwtVerify(text, createLocalJWKSet(keys))).protectedHeader.kid
    expect(await kidBy(proof, await before.listProofKeys())).toBe('older')
    expect(await kidBy(proof, await during.listProofKeys())).toBe('older')
    expect(await kidBy(next, await during.listProofKeys())).toBe('newer')
    expect(await kidBy(next, await past.listProofKeys())).toBe('newer')
    await expect(kidBy(proof, await past.listProofKeys())).rejects.toThrow('no applicable key')
    await expect(kidBy(next, await before.listProofKeys())).rejects.toThrow('no applicable key')
  })
})

type Keys = Awaited<ReturnType<typeof listProofKeys>>

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const newKey = () => randomBytes(32).toString('base64')

/** The proofs of a process that was started with this key ring. */
async function withKeyRing(ring: string): Promise<typeof import('@/lib/otp/proof')> {
  vi.stubEnv('HAWK_KEYS', ring)
  vi.resetModules()
  return import('@/lib/otp/proof')
}
