import { listProofKeys } from '@/lib/otp/proof'

export const dynamic = 'force-dynamic'

/** The public keys that check the proofs of `POST /api/v1/otp/verify`. */
export async function GET() {
  return Response.json(await listProofKeys(), { headers: { 'cache-control': 'public, max-age=300' } })
}
