/** What a send needs of the number it goes out from. */
export type SenderCredentials = { phoneNumberId: string; accessToken: string }
