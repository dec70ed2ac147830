/** For the modules to the right, which may not ask our rules. */
export { readStopWord } from '@/lib/contacts/stop-rules'
