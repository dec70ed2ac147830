import type { NextResponse } from 'next/server'
import { policy } from '@/lib/core/policy'

/** What one of our cookies is set to; an empty value takes it away. */
export type CookieChange = { name: CookieName; value: string }
export type CookieName = keyof typeof shapes

export const sessionCookie = '__Host-hawk-session'
export const refreshCookie = '__Secure-hawk-refresh'
/** Marks a browser before anybody is signed in there, so that a form can be bound to it. */
export const visitorCookie = '__Host-hawk-visitor'
/** Holds the place of somebody whose password was right, until they prove a second factor. */
export const challengeCookie = '__Host-hawk-challenge'
/** The sign-up that this browser has begun: without it no code is worth anything. */
export const signUpCookie = '__Host-hawk-sign-up'
/** By this a person's browser is known again, and no mail says that it is new. */
export const deviceCookie = '__Host-hawk-device'
export const refreshPath = '/api/auth/refresh'

/**
 * No script reads any of them, and none travels without TLS, which browsers lift for localhost. Strict ones stay away
 * from a visit that begins at another site; with the session that would break the way back from Meta and Stripe.
 */
const shapes = {
  [sessionCookie]: { path: '/', sameSite: 'lax', maxAge: policy.sessions.accessSeconds },
  [refreshCookie]: { path: refreshPath, sameSite: 'strict', maxAge: policy.sessions.refreshSeconds },
  [visitorCookie]: { path: '/', sameSite: 'lax', maxAge: undefined },
  [challengeCookie]: { path: '/', sameSite: 'strict', maxAge: policy.secondFactor.challengeSeconds },
  [signUpCookie]: { path: '/', sameSite: 'lax', maxAge: policy.signUp.hours * 3_600 },
  [deviceCookie]: { path: '/', sameSite: 'lax', maxAge: policy.sessions.deviceDays * 86_400 },
} as const

export function setCookie(response: NextResponse, { name, value }: CookieChange): void {
  const { maxAge, ...shape } = shapes[name]
  const age = value === '' ? 0 : maxAge
  response.cookies.set(name, value, { ...shape, maxAge: age, httpOnly: true, secure: true })
}
