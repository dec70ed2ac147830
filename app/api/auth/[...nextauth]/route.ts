import NextAuth from 'next-auth'
import { authOptions } from '@/lib/http/session'

const handler: unknown = NextAuth(authOptions())

export { handler as GET, handler as POST }
