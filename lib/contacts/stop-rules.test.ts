import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStopWord } from '@/lib/contacts/stop-rules'

/** One word a language, as a native speaker would type it. */
const stops = {
  English: 'STOP',
  Spanish: 'Baja',
  Portuguese: 'Parar',
  Catalan: "Atura't",
  French: 'arrêter',
  Italian: 'Disiscrivimi',
  Romanian: 'dezabonare',
  German: 'Abmelden',
  Dutch: 'afmelden',
  Danish: 'Afmeld',
  Norwegian: 'meld av',
  Swedish: 'Avsluta',
  Finnish: 'lopeta',
  Polish: 'WYPISZ',
  Czech: 'odhlásit',
  Hungarian: 'Leiratkozás',
  Croatian: 'odjava',
  Greek: 'ΔΙΑΚΟΠΗ',
  Turkish: 'İPTAL ET',
  Azerbaijani: 'dayandır',
  Russian: 'СТОП',
  Ukrainian: 'Відписатися',
  Bulgarian: 'спри',
  Arabic: 'إلغاء الاشتراك',
  Persian: 'لغو',
  Urdu: 'روک دیں',
  Hebrew: 'הסר',
  Hindi: 'रोकें',
  Marathi: 'थांबवा',
  Bengali: 'বন্ধ করুন',
  Gujarati: 'બંધ કરો',
  Tamil: 'நிறுத்து',
  Telugu: 'ఆపండి',
  Malayalam: 'നിർത്തുക',
  Indonesian: 'Berhenti',
  Filipino: 'itigil',
  Vietnamese: 'Hủy đăng ký',
  Thai: 'หยุด',
  Chinese: '退订',
  Japanese: '配信停止',
  Korean: '수신거부',
  Swahili: 'jiondoe',
  Amharic: 'አቁም',
  Georgian: 'შეჩერება',
}

test('there are words of at least 25 languages', () => {
  expect(Object.keys(stops).length).toBeGreaterThanOrEqual(25)
})

describe('a stop word that is the whole message stops', () => {
  test.each(Object.entries(stops))('%s: %s', (_, word) => {
    expect(readStopWord(word)).toBe('stop')
  })

  test.each([
    ' stop ',
    'Stop!!!',
    '"STOP."',
    'ＳＴＯＰ',
    'st\u200dop',
    '\u202astop\u202c',
    'stop 🛑',
    'STOP\n',
    '*stop*',
    'Opt-out',
    'ARRET',
    'arrêter',
    'ar\u0072e\u0302ter',
    'تَوَقَّف',
    'नि रोकें'.slice(3),
    'стоп.',
  ])('however it is written: %j', (word) => {
    expect(readStopWord(word)).toBe('stop')
  })
})

describe('what takes it back', () => {
  test.each(['START', 'unstop', 'Subscribe', 'старт', 'ابدأ', 'शुरू करें', 'mulai', '开始', "s'abonner"])(
    '%s',
    (word) => {
      expect(readStopWord(word)).toBe('start')
    },
  )
})

describe('talk is not an opt-out', () => {
  test.each([
    'Please do not stop',
    'stop it, you are too kind',
    'Where is the bus stop?',
    'When does the course start?',
    'can you cancel my order',
    'cancel',
    'Cancelar',
    'end',
    'quit',
    'no',
    'yes',
    'ok',
    'acha',
    'seis',
    'dùng',
    'đúng',
    'no me des de baja',
    'nonstop',
    'stopover',
    's t o p',
    '不要停止',
    'مش عايز إلغاء الطلب',
    '',
    ' ',
    '!!!',
    '🛑',
    '\0',
  ])('%j', (text) => {
    expect(readStopWord(text)).toBeNull()
  })
})

const noise = fc.array(fc.constantFrom(' ', '\n', '\t', '!', '.', '"', '¡', '…', '🛑', '\u200f', '\ufe0f'), {
  maxLength: 6,
})
const anyWord = fc.constantFrom(...Object.values(stops))

test('punctuation, emoji and case around a word change nothing', () => {
  fc.assert(
    fc.property(noise, anyWord, noise, fc.boolean(), (before, word, after, isUpper) => {
      const text = [...before, isUpper ? word.toLocaleUpperCase('en') : word, ...after].join('')
      expect(readStopWord(text)).toBe('stop')
    }),
  )
})

test('a word with another word beside it is talk', () => {
  fc.assert(
    fc.property(anyWord, fc.stringMatching(/^[a-z]{1,12}$/), fc.boolean(), (word, other, isFirst) => {
      const text = isFirst ? `${other} ${word}` : `${word} ${other}`
      // "stop all" and "meld av" are words of their own.
      fc.pre(!['all', 'me', 'promotions', 'messages'].includes(other))
      expect(readStopWord(text)).not.toBe('start')
      if (other.length > 3) expect(readStopWord(`${text} ${other}`)).toBeNull()
    }),
  )
})

test('whatever somebody writes, it is read without a fault and in no time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff), { maxLength: 200 }), (units) => {
      expect([null, 'stop', 'start']).toContain(readStopWord(String.fromCharCode(...units)))
    }),
  )
  const before = performance.now()
  expect(readStopWord('stop'.repeat(1_000_000))).toBeNull()
  expect(performance.now() - before).toBeLessThan(50)
})
