import { describePlace, lineOfPlace } from '@/lib/auth/device-rules'
import type { Place } from '@/lib/auth/schema'
import { countryOf } from '@/lib/gateways/countries'

/** Where an address is: its country, and the network it is in. */
export async function findPlace(address: string): Promise<Place> {
  return describePlace(address, await countryOf(address))
}

export async function findPlaceLine(address: string): Promise<string> {
  return lineOfPlace(await findPlace(address))
}
