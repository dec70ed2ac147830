import { databaseAnswers } from '@/lib/tenants/database-answers'

export const dynamic = 'force-dynamic'

export async function GET() {
  const ready = await databaseAnswers()
  return Response.json(
    { status: ready ? 'ready' : 'unavailable' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
