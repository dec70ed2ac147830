import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'

const field = (name: string, value: string): [string, string] => [name, value]

test.describe('POST /api/v1/otp/send: input', () => {
  test.describe('422', () => {
    const numbers: [string, string | undefined][] = [
      ['', undefined],
      ['14155550100', '+14155550100'],
      ['0014155550100', '+14155550100'],
      ['+1 415 555 0100', '+14155550100'],
      ['+1-415-555-0100', '+14155550100'],
      ['＋１４１５５５５０１００', '+14155550100'],
      ['+１４１５５５５０１００', '+14155550100'],
      ['+٤٩١٥١٢٣٤٥٦٧٨', undefined],
      ['+14155550100\n', '+14155550100'],
      ['+1415555010', undefined],
      ['+0415555010', undefined],
      ['+999123456789', undefined],
      ['+1234567890123456', undefined],
      ['tel:+14155550100', undefined],
      ['whatsapp:+14155550100', undefined],
      ["+14155550100' or 1=1 --", undefined],
    ]
    for (const [to, meant] of numbers) {
      test(`the number ${JSON.stringify(to)} is refused${meant ? ', and the right one is named' : ''}`, async ({
        api,
        resident,
      }) => {
        const problem = expectProblem(
          await api.post('/otp/send', { to }, { key: resident.test_key }),
          422,
          'recipient_invalid',
        )
        expect(problem.errors).toHaveLength(1)
        expect(problem.errors?.[0]?.path).toBe('to')
        if (meant) expect(problem.errors?.[0]?.fix).toContain(meant)
      })
    }

    const fields: [string, string][] = [
      ...['59', '601', '"300"', '300.5', 'null', '1e3', '-300', 'true', '[300]', '1e999'].map((expiry) =>
        field('expiry', expiry),
      ),
      ...['3', '9', '"6"', '6.5', 'null', '1e1', '0', '-6'].map((length) => field('code_length', length)),
      ...['14155550100', 'null', '{}', '["+14155550100"]'].map((to) => field('to', to)),
      ['purpose', '""'],
      ['purpose', '7'],
      ['purpose', JSON.stringify('x'.repeat(65))],
      ['locale', '"english"'],
      ['locale', '"en_US; drop"'],
      ['metadata', '[]'],
      ['metadata', 'null'],
      ['metadata', '{"a":1}'],
      ['metadata', '{"a":{"b":"c"}}'],
      ['metadata', JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, ''])))],
      ['from', '""'],
      ['from', '7'],
    ]
    for (const [name, value] of fields) {
      test(`${name}: ${value.slice(0, 40)} is refused at its field`, async ({ api, resident }) => {
        const body = `{${name === 'to' ? '' : `"to":"${randomPhone()}",`}"${name}":${value}}`
        const problem = expectProblem(
          await api.post('/otp/send', body, { key: resident.test_key }),
          422,
          'validation_failed',
        )
        expect(problem.errors?.map(({ path }) => path.split('.')[0])).toEqual([name])
      })
    }

    test('every fault is named at once', async ({ api, resident }) => {
      const body = { to: 'nobody', code_length: 3, expiry: '300', typo: 1 }
      const problem = expectProblem(
        await api.post('/otp/send', body, { key: resident.test_key }),
        422,
        'validation_failed',
      )
      expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['code_length', 'expiry', 'to', 'typo'])
    })

    test('an older and a newer name of the sender must agree', async ({ api, tenant, stranger }) => {
      const body = { to: randomPhone(), from: tenant.sender_id, waba_id: stranger.sender_id }
      expectProblem(await api.post('/otp/send', body, { key: tenant.live_key }), 422, 'validation_failed')
    })

    test('nothing is kept of what was refused', async ({ api, tenant, owner }) => {
      const to = randomPhone()
      await api.post('/otp/send', { to, expiry: 59 }, { key: tenant.live_key })
      expect(await owner`select 1 from otps where phone = ${to}`).toHaveLength(0)
    })
  })
})
