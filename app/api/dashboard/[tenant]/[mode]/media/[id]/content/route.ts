import { dashboardFileRoute } from '@/lib/http/dashboard-file-route'
import { readContent } from '@/lib/media/read-content'

/** Pictures may stand in a page; everything else is saved. */
export const GET = dashboardFileRoute<{ id: string }>((ctx, { id }) =>
  readContent(ctx, { id, isInline: true }),
)
