/** What it means that it is the last one. */
export const lastFactorWords =
  'It is your last second factor: your password alone will open your account, your recovery codes end, and a workspace that wants a second factor will not let you in.'
