import { removeSuppression } from '@/lib/contacts/remove-suppression'
import { DropSuppressionInput } from '@/lib/contacts/suppression-schema'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({
  body: DropSuppressionInput,
  run: (ctx, { person, ...rest }) => removeSuppression(ctx, { ...rest, phone: encodeURIComponent(person) }),
})
