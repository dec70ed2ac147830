import { RemovePasskeyInput } from '@/lib/auth/factor-schema'
import { removePasskey } from '@/lib/auth/passkey-remove'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: RemovePasskeyInput,
  run: async ({ session, visit }, input) => {
    await removePasskey(session, visit, input)
    return { body: {} }
  },
})
