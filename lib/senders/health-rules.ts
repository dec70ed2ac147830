import { z } from 'zod'
import { Health } from '@/lib/senders/health-schema'
import { limitOf, peoplePerDay } from '@/lib/senders/limit-schema'
import { isNewer, type Marks } from '@/lib/senders/marks-schema'

type Words = {
  name?: string | null | undefined
  account_review_status?: string | null | undefined
  business_verification_status?: string | null | undefined
  owner_business_info?: { id: string } | undefined
  health_status?: unknown
}

/** What an answer about an account says, as its columns have it. What it does not say stays as it is. */
export function accountFieldsOf(read: Words | 'refused' | null) {
  if (read === null || read === 'refused') return {}
  const { name, owner_business_info, account_review_status, business_verification_status } = read
  const health = Health.safeParse(read.health_status).data
  return {
    ...(name ? { name } : {}),
    ...(owner_business_info ? { businessId: owner_business_info.id } : {}),
    ...(health ? { health } : {}),
    ...(account_review_status ? { review: account_review_status } : {}),
    ...(business_verification_status ? { verification: business_verification_status.toUpperCase() } : {}),
  }
}

const Quality = z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).catch('UNKNOWN')

type NumberWords = {
  verified_name?: string | null | undefined
  status?: string | null | undefined
  name_status?: string | null | undefined
  quality_rating?: string | null | undefined
  throughput?: { level: string } | undefined
  whatsapp_business_manager_messaging_limit?: string | null | undefined
  health_status?: unknown
}

/** The same of a number; what a webhook has said later than `at` stands. */
export function numberFieldsOf(read: NumberWords, marks: Marks, at: number) {
  const said: Marks = {}
  const isNews = (name: string, tag: string | null | undefined): tag is string => {
    if (!tag || !isNewer(marks, name, { at, tag })) return false
    said[name] = { at, tag }
    return true
  }
  const { verified_name, name_status, status, quality_rating } = read
  const level = read.throughput?.level
  const health = Health.safeParse(read.health_status).data
  const change = {
    ...(isNews('display_name', verified_name) ? { displayName: verified_name } : {}),
    ...(isNews('name', name_status) ? { nameStatus: name_status } : {}),
    ...(isNews('throughput', level) ? { throughput: level } : {}),
    ...(status ? { numberStatus: status } : {}),
    ...(quality_rating ? { quality: Quality.parse(quality_rating) } : {}),
    ...(health ? { health } : {}),
  }
  return { change, said }
}

/** The limit that the numbers share; should they differ for a moment, the lower one. */
export function limitRead(numbers: ReadonlyMap<string, NumberWords>): string | null {
  const limits = [...numbers.values()]
    .map((read) => limitOf(read.whatsapp_business_manager_messaging_limit))
    .filter((limit) => limit !== null)
  const people = (limit: string) => peoplePerDay(limit) ?? 0
  return limits.sort((one, other) => people(one) - people(other))[0] ?? null
}
