import { config } from 'zod'

/** zod would probe, once a page, whether it may compile code: our content security policy says no, and reports it. */
config({ jitless: true })
