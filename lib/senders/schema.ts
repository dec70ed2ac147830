/** What a send needs of the number it goes out from. */
export type SenderCredentials = { phoneNumberId: string; accessToken: string }

export type SenderSummary = {
  id: string
  phone: string
  display_name: string
  status: 'pending' | 'connected' | 'disconnected'
  is_primary: boolean
}
