// Loaded before a server whose way to its first I/O is measured: counting a tenant's requests asks a store, which is
// I/O. Everything else of the limit, its headers and its arithmetic, stays.
import { oncePerProcess } from '@/lib/core/once-per-process'
import type { Admit } from '@/lib/requests/admission'

const admitEverybody: Admit = async (_, limit) => ({
  isAdmitted: true,
  limit,
  left: limit - 1,
  resetMilliseconds: 60_000,
})
oncePerProcess('admit', () => admitEverybody)
