import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256Hex } from '@/lib/core/crypto'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { toTypeId } from '@/lib/core/ids'
import { makeSendingTenant, sendAndRead } from '@/lib/otp/fixtures/sending'
import { listProofKeys } from '@/lib/otp/proof'
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
