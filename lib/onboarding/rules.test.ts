import { describe, expect, test } from 'vitest'
import { roles } from '@/lib/core/context'
import { workspaceNameOf } from '@/lib/onboarding/name-rules'
import { checklistOf } from '@/lib/onboarding/rules'
import { type ChecklistFacts, checklistSteps } from '@/lib/onboarding/schema'

const nothing: ChecklistFacts = {
  test_key: false,
  first_otp: false,
  verified: false,
  api_call: false,
  live_key: false,
  teammate: false,
  second_factor: false,
}

describe('the checklist', () => {
  test.each(checklistSteps)('ticks %s when it is done, and nothing that is not', (step) => {
    const done = checklistOf({ ...nothing, [step]: true }, 'owner').filter((item) => item.done)
    const expected = step === 'verified' ? ['first_otp', 'verified'] : [step]
    expect(done.map((item) => item.step)).toEqual(expected)
  })

  test('asks of each role only what it may do', () => {
    const steps = Object.fromEntries(
      roles.map((role) => [role, checklistOf(nothing, role).map(({ step }) => step)]),
    )
    expect(steps).toEqual({
      owner: [...checklistSteps],
      admin: [...checklistSteps],
      developer: checklistSteps.filter((step) => step !== 'teammate'),
      support: ['second_factor'],
      billing: ['second_factor'],
    })
  })
})

describe('a workspace is called', () => {
  test.each([
    ['ada@kestrel.example', 'Kestrel'],
    ['ada@mail.kestrel.co.uk', 'Kestrel'],
    ['ada@blue-heron.io', 'Blue Heron'],
    ['ada@com.br', 'Com'],
    ['ada.lovelace+hawk@gmail.com', 'Ada Lovelace'],
    ['ADA@YAHOO.co.uk', 'ADA'],
    ['zoë_m@proton.me', 'Zoë M'],
    ['+@gmail.com', 'Workspace'],
    ['___@web.de', 'Workspace'],
    ['', 'Workspace'],
    [`${'a'.repeat(64)}.b@gmail.com`, `A${'a'.repeat(63)}`],
  ])('%s: %s', (email, name) => {
    expect(workspaceNameOf(email)).toBe(name)
  })
})
