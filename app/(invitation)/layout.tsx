/**
 * Looks like signing in, and is a layout of its own: whoever signs in and comes back here gets its head anew, and with
 * it a token against forgery that belongs to the session they have by then.
 */
export { default } from '../(auth)/layout'
