import type { Rows } from './provider-error-row'

/** What files can meet. Source: Cloud API error codes and media reference, read in 2026. */
export const mediaErrors: Rows = {
  131052: [
    400,
    'recipient',
    'never',
    'The file that the person sent could not be fetched',
    'Ask them to send it again, with at most 100 MB.',
  ],
  131053: [
    400,
    'you',
    'never',
    'Meta could not take the file of this message',
    'Check that its address answers, and that its type and size are what Meta takes.',
  ],
}
