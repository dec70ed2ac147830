import { NamePasskeyInput } from '@/lib/auth/factor-schema'
import { renamePasskey } from '@/lib/auth/passkey-rename'
import { authRoute } from '@/lib/http/auth-route'

export const POST = authRoute({
  body: NamePasskeyInput,
  run: async ({ session }, input) => ({ body: await renamePasskey(session, input) }),
})
