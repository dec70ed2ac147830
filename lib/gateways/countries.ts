import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Reader } from 'mmdb-lib'
import { z } from 'zod'
import { log } from '@/lib/core/log'
import { oncePerProcess } from '@/lib/core/once-per-process'

/**
 * Found from where the app runs: a bundle has no place of its own that the file would lie beside. Made from what the
 * registries (NRO, CC BY 4.0) and the networks themselves publish, and read from our own disk: nobody outside is asked
 * about anybody's address.
 */
const file = path.join(
  process.cwd(),
  'node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
)
const Entry = z.object({ country_code: z.string().regex(/^[A-Z]{2}$/) })
const database = oncePerProcess('country-database', (): { reader?: Promise<Reader<never>> } => ({}))

/** The ISO 3166-1 code of the country that an address is registered in; null where that is not known. */
export async function countryOf(address: string): Promise<string | null> {
  database.reader ??= readFile(file).then((bytes) => new Reader<never>(bytes))
  try {
    const entry: unknown = (await database.reader).get(address)
    return Entry.safeParse(entry).data?.country_code ?? null
  } catch (error) {
    log.warn('a country could not be looked up', { err: error })
    return null
  }
}
