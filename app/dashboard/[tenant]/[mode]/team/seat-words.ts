import { type Plan, plans, policy } from '@/lib/core/policy'

type Words = { taken: string; rest: string; areLeft: boolean }

/** How many seats are taken, and what there is to do when all are. */
export function seatWords(plan: Plan, members: number, invitations: number): Words {
  const { seats } = policy.plans[plan]
  const taken = members + invitations
  const areLeft = taken < seats
  const roomier = plans.find((other) => policy.plans[other].seats > seats)
  const invited = invitations === 0 ? '' : `, ${counted(invitations, 'open invitation')} among them`
  return {
    taken: `${taken} of ${counted(seats, 'seat')} of the ${plan} plan ${taken === 1 ? 'is' : 'are'} taken${invited}.`,
    rest:
      areLeft || !roomier
        ? ''
        : `To invite somebody, make room or change to the ${roomier} plan, which has ${policy.plans[roomier].seats}.`,
    areLeft,
  }
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
