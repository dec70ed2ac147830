import { createHash } from 'node:crypto'
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose'
import { z } from 'zod'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { Verified } from '../support/shapes'
import { exchange } from '../support/wire'

const Jwks = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().length(43),
        kid: z.string().min(1),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    )
    .min(1),
})

async function verifiedOtp(api: Api, key: string) {
  const to = randomPhone()
  await api.post('/otp/send', { to, purpose: 'sign-in' }, { key })
  return Verified.parse((await api.post('/otp/verify', { to, code: '123456' }, { key })).json)
}

test.describe('GET /.well-known/jwks.json', () => {
  test('the keys are public, and nothing but public', async ({ world }) => {
    const reply = await exchange(world.app_url, { path: '/.well-known/jwks.json' })
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toMatch(/^application\/json/)
    expect(reply.headers['cache-control']).toMatch(/max-age=\d+/)
    Jwks.parse(reply.json)
  })

  test('anybody can check a proof with them', async ({ world, api, tenant }) => {
    const { otp_id, to, proof, verified_at } = await verifiedOtp(api, tenant.test_key)
    const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', world.app_url))
    const { payload, protectedHeader } = await jwtVerify(proof, keys, {
      issuer: world.app_url,
      audience: tenant.tenant_id,
      algorithms: ['EdDSA'],
    })
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', kid: expect.any(String) })
    const issuedAt = Math.floor(Date.parse(verified_at) / 1_000)
    expect(payload).toEqual({
      iss: world.app_url,
      aud: tenant.tenant_id,
      sub: otp_id,
      phone_hash: createHash('sha256').update(to).digest('hex'),
      purpose: 'sign-in',
      iat: issuedAt,
      exp: issuedAt + 600,
    })
  })

  test('a proof holds for nobody else, no longer, and not when changed', async ({
    world,
    api,
    tenant,
    stranger,
  }) => {
    const { proof } = await verifiedOtp(api, tenant.test_key)
    const keys = createLocalJWKSet(
      Jwks.parse((await exchange(world.app_url, { path: '/.well-known/jwks.json' })).json),
    )
    const audience = tenant.tenant_id
    await jwtVerify(proof, keys, { audience })
    await expect(jwtVerify(proof, keys, { audience: stranger.tenant_id })).rejects.toThrow('"aud"')
    await expect(jwtVerify(proof, keys, { audience, issuer: 'https://elsewhere.example' })).rejects.toThrow(
      '"iss"',
    )
    const later = new Date(Date.now() + 601_000)
    await expect(jwtVerify(proof, keys, { audience, currentDate: later })).rejects.toThrow('"exp"')
    const [header, , signature] = proof.split('.')
    const forged = Buffer.from(JSON.stringify({ aud: audience, sub: 'otp_x', exp: 9_999_999_999 })).toString(
      'base64url',
    )
    await expect(jwtVerify(`${header}.${forged}.${signature}`, keys, { audience })).rejects.toThrow(
      'signature',
    )
  })
})
