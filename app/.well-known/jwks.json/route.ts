import { listAnchorKeys } from '@/lib/audit/anchor'
import { listProofKeys } from '@/lib/otp/proof'

export const dynamic = 'force-dynamic'

/** The public keys that check the proofs of `POST /api/v1/otp/verify`, and those of the audit log's signed heads. */
export async function GET() {
  const keys = [...(await listProofKeys()).keys, ...(await listAnchorKeys())]
  return Response.json({ keys }, { headers: { 'cache-control': 'public, max-age=300' } })
}
