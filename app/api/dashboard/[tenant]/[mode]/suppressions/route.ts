import { setSuppression } from '@/lib/contacts/set-suppression'
import { AddSuppressionInput } from '@/lib/contacts/suppression-schema'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({
  body: AddSuppressionInput,
  run: (ctx, { person, ...rest }) => setSuppression(ctx, { ...rest, phone: encodeURIComponent(person) }),
})
