import { createSocket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import { publicNames } from '@/lib/gateways/outbound-names'

type Question = { name: string; type: 'A' | 'AAAA' }
/** Addresses, nothing at all, or no answer. */
type Answers = (question: Question) => number[][] | 'failure' | 'silence'

let close = () => {}
afterEach(() => close())

/** A name server of one's own: it reads a question and gives what it is told to, as RFC 1035 writes it. */
async function nameServer(answers: Answers) {
  const questions: Question[] = []
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const labels: string[] = []
    let at = 12
    for (let size = message[at] ?? 0; size > 0; size = message[at] ?? 0) {
      labels.push(message.toString('latin1', at + 1, at + 1 + size))
      at += 1 + size
    }
    const end = at + 5
    const question: Question = { name: labels.join('.'), type: message[at + 2] === 28 ? 'AAAA' : 'A' }
    questions.push(question)
    const said = answers(question)
    if (said === 'silence') return
    const records = said === 'failure' ? [] : said
    const head = Buffer.from(message.subarray(0, 12))
    head.writeUInt16BE(said === 'failure' ? 0x8182 : 0x8180, 2)
    head.writeUInt16BE(records.length, 6)
    head.writeUInt32BE(0, 8)
    const body = records.map((address) =>
      Buffer.from([
        0xc0,
        12,
        0,
        address.length === 4 ? 1 : 28,
        0,
        1,
        0,
        0,
        0,
        1,
        0,
        address.length,
        ...address,
      ]),
    )
    socket.send(Buffer.concat([head, message.subarray(12, end), ...body]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  close = () => socket.close()
  return { questions, resolve: publicNames([`127.0.0.1:${socket.address().port}`]) }
}

const six = [0x26, 6, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11]

test('both families are asked for, and all that is answered comes back', async () => {
  const { resolve } = await nameServer(({ type }) =>
    type === 'A'
      ? [
          [1, 1, 1, 1],
          [10, 0, 0, 1],
        ]
      : [six],
  )
  expect(await resolve('hooks.example.com')).toEqual(['1.1.1.1', '10.0.0.1', '2606:4700::1111'])
})

test.each(['failure', 'silence'] as const)('a %s of one family leaves the other', async (fault) => {
  const { resolve } = await nameServer(({ type }) => (type === 'A' ? [[1, 1, 1, 1]] : fault))
  expect(await resolve('hooks.example.com')).toEqual(['1.1.1.1'])
})

test.each<[string, Answers]>([
  ['has no addresses', () => []],
  ['cannot be asked for', () => 'failure'],
  ['nobody answers for', () => 'silence'],
])('a name that %s throws, and in time', async (_, answers) => {
  const { resolve } = await nameServer(answers)
  const began = performance.now()
  await expect(resolve('hooks.example.com')).rejects.toThrow()
  expect(performance.now() - began).toBeLessThan(9_000)
})

test('localhost is asked of nobody’s file, and questions at once are one', async () => {
  const { resolve, questions } = await nameServer(({ type }) => (type === 'A' ? [[1, 1, 1, 1]] : []))
  expect(await Promise.all(['vm', 'vm', 'vm'].map(resolve))).toEqual([['1.1.1.1'], ['1.1.1.1'], ['1.1.1.1']])
  expect(questions).toHaveLength(2)
  await resolve('vm')
  expect(questions).toHaveLength(4)
})
