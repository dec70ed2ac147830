import { dashboardRoute } from '@/lib/http/dashboard-route'
import { inviteMember } from '@/lib/tenants/invite'
import { InviteMemberInput } from '@/lib/tenants/schema'

export const POST = dashboardRoute({ body: InviteMemberInput, status: 201, run: inviteMember })
