import { authRoute } from '@/lib/http/auth-route'
import { accessCookieOf } from '@/lib/http/open-session'
import { createTenant } from '@/lib/tenants/create'
import { CreateWorkspaceInput } from '@/lib/tenants/schema'

export const POST = authRoute({
  body: CreateWorkspaceInput,
  run: async ({ visit, session }, input) => {
    const { slug } = await createTenant(visit, session.user, input)
    return { status: 201, body: { slug }, cookies: [await accessCookieOf(session)] }
  },
})
