export const scopes = [
  'otp:send',
  'otp:verify',
  'otp:read',
  'messages:send',
  'messages:read',
  'templates:read',
  'templates:write',
  'contacts:read',
  'contacts:write',
  'senders:read',
  'webhooks:read',
  'webhooks:write',
  'usage:read',
] as const
export type Scope = (typeof scopes)[number]

export const scopePresets = {
  full: [...scopes],
  send_only: ['otp:send', 'otp:verify', 'messages:send'],
  read_only: scopes.filter((scope) => scope.endsWith(':read')),
} as const satisfies Record<string, readonly Scope[]>
export type ScopePreset = keyof typeof scopePresets
