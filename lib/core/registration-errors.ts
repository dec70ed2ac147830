import { nothingToDo, type Rows } from './provider-error-row'

/** What connecting and registering a number can meet. Source: Cloud API error codes, read in 2026. */
export const registrationErrors: Rows = {
  131045: [
    500,
    'you',
    'after_fix',
    'The number is not registered rightly with Meta',
    'Reconnect the number to WhatsApp, which registers it again.',
  ],
  133000: [
    500,
    'hawk_send',
    'after_fix',
    'An earlier deregistration of the number was not finished',
    'Disconnect the number once more, then connect it.',
  ],
  133004: [503, 'meta', 'later', "Meta's registration of numbers is not available", nothingToDo],
  133005: [
    400,
    'you',
    'after_fix',
    'The PIN of the number is another one',
    'Enter the two-step PIN of the number, or set a new one in WhatsApp Manager.',
  ],
  133006: [
    400,
    'you',
    'after_fix',
    'The number has to be verified before it can be registered',
    'Verify it by a code in WhatsApp Manager, or in the dialog that connects it.',
  ],
  133008: [
    400,
    'you',
    'after_fix',
    'Too many wrong PINs were entered for the number',
    'Wait as long as Meta says, then enter the right one.',
  ],
  133009: [
    400,
    'you',
    'after_fix',
    'The PIN was entered too soon after the one before',
    'Wait a few minutes, then enter it again.',
  ],
  133010: [
    400,
    'you',
    'after_fix',
    'The number is not registered with Meta',
    'Reconnect the number to WhatsApp, which registers it.',
  ],
  133015: [
    400,
    'meta',
    'later',
    'The number was deleted a moment ago, and Meta waits five minutes before it takes it again',
    nothingToDo,
  ],
  133016: [
    400,
    'meta',
    'after_fix',
    'The number was registered and deregistered too often',
    'Wait: Meta allows it 10 times in 72 hours.',
  ],
  136024: [
    400,
    'you',
    'never',
    'The number is verified already',
    'Go on without a code: the number can be registered.',
  ],
}
