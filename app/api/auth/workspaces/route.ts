import { authRoute } from '@/lib/http/auth-route'
import { freshAccess } from '@/lib/http/open-session'
import { openAnotherWorkspace } from '@/lib/onboarding/open-workspace'
import { CreateWorkspaceInput } from '@/lib/tenants/schema'

export const POST = authRoute({
  body: CreateWorkspaceInput,
  run: async ({ visit, session }, input) => {
    const { slug } = await openAnotherWorkspace(visit, session.user, input)
    return { status: 201, body: { slug }, cookies: await freshAccess(session) }
  },
})
