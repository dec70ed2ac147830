import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/http/session'

type Context = { params: Promise<{ nextauth: string[] }> }

/** The settings are read with each request, so that building needs none. */
function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions())
}

export { handler as GET, handler as POST }
