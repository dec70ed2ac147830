import { authRoute } from '@/lib/http/auth-route'
import { freshAccess } from '@/lib/http/open-session'
import { openWorkspace } from '@/lib/onboarding/open-workspace'
import { OpenWorkspaceInput } from '@/lib/onboarding/schema'

/** The token names the workspaces that the first gate lets its person into, and so there has to be a new one. */
export const POST = authRoute({
  body: OpenWorkspaceInput,
  run: async ({ visit, session }, { name }) => {
    const { slug, isNew } = await openWorkspace(visit, session.user, { name })
    return {
      status: isNew ? 201 : 200,
      body: { slug },
      cookies: await freshAccess(session),
    }
  },
})
