/**
 * Words that mean "no more messages" when they are all that somebody writes, in the languages of WhatsApp's markets.
 * Words that mean something else in other talk are not among them: neither "cancel", "end" and "quit", nor what is
 * a plain word of another language, as Swahili's "acha" ("fine" in India) and Finnish "seis" ("six" in Brazil).
 */
const stop = [
  // English and its keyword codes (CTIA)
  'stop, stopall, stop all, unsubscribe, unsubscribe me, optout, opt out, stop messages',
  // Spanish, Portuguese, Catalan, Galician
  'parar, pare, detener, detengan, baja, darse de baja, darme de baja, dar de baja, cancelar suscripción',
  'desuscribir, desuscribirme, no más mensajes',
  'descadastrar, descadastre, cancelar inscrição, cancelar assinatura, remover inscrição',
  "atura, atura't, donar de baixa",
  // French, Italian, Romanian
  'arrêt, arrêter, arrêtez, désabonner, désabonnement, me désabonner, désinscrire, désinscription',
  'ferma, fermare, basta, disiscrivimi, disiscriviti, annulla iscrizione, cancellami',
  'opriți, oprește, dezabonare, dezabonați',
  // German, Dutch, Danish, Norwegian, Swedish, Finnish, Icelandic
  'stopp, abmelden, abbestellen, austragen, abmeldung, keine nachrichten, keine werbung',
  'afmelden, uitschrijven, stoppen',
  'afmeld, frameld, stands, meld fra, stoppe, meld av, avmeld, avsluta, avregistrera, avanmäl, sluta',
  'lopeta, peru tilaus, hætta, afskrá',
  // Polish, Czech, Slovak, Hungarian, Slovenian, Croatian, Serbian, Bosnian
  'wypisz, wypisz mnie, rezygnuję, zatrzymaj, odhlásit, odhlásiť, zastavit, zastaviť, leállít, leiratkozás, leiratkozom',
  'odjava, odjavi, odjavi me, prekini, zaustavi, ustavi, одјава, одјави',
  // Greek, Turkish, Azerbaijani, Albanian
  'διακοπή, σταμάτα, σταματήστε, απεγγραφή, κατάργηση εγγραφής',
  'durdur, iptal et, abonelikten çık, üyelikten çık, ret, dayandır, abunəlikdən çıx, ndalo, çregjistrohu',
  // Russian, Ukrainian, Bulgarian, Kazakh
  'стоп, отписаться, отписка, отпишите, отпишите меня, отказаться, стій, зупинити, відписатися, відписатись',
  'спри, спиране, отпиши, отпиши ме, отписване, тоқта, тоқтату',
  // Arabic, Persian, Urdu, Hebrew
  'توقف, قف, وقف, أوقف, إيقاف, إلغاء, الغاء, إلغاء الاشتراك, الغاء الاشتراك',
  'توقف کن, لغو, لغو عضویت, لغو اشتراک, لغو۱۱, روک دیں, روکیں, بند کریں, ان سبسکرائب',
  'עצור, עצרו, הסר, הסירו, להסיר, הסר אותי, הסרה',
  // Hindi, Marathi, Bengali, Gujarati, Punjabi, Tamil, Telugu, Kannada, Malayalam, Nepali, Sinhala
  'रोकें, रोको, रुको, रुकें, बंद करें, बंद करो, बन्द करें, सदस्यता समाप्त करें, थांबवा, थांबा, बंद करा, रोक्नुहोस्',
  'বন্ধ, বন্ধ করুন, থামুন, থামান, બંધ કરો, રોકો, ਬੰਦ ਕਰੋ, ਰੋਕੋ, நிறுத்து, நிறுத்தவும், நிறுத்துங்கள்',
  'ఆపు, ఆపండి, ఆపివేయండి, ನಿಲ್ಲಿಸಿ, ನಿಲ್ಲಿಸು, നിർത്തുക, നിര്‍ത്തുക, നിർത്തൂ, නවත්වන්න',
  // Indonesian, Malay, Filipino, Vietnamese, Thai, Burmese, Khmer
  'berhenti, henti, stop langganan, berhenti berlangganan, hentikan, batal langganan, tigil, itigil, ihinto, huminto',
  'dừng lại, ngừng, hủy đăng ký, huỷ đăng ký, หยุด, ยกเลิกการสมัคร, เลิกรับ, ရပ်ပါ, ရပ်, ឈប់',
  // Chinese, Japanese, Korean, Mongolian
  '停止, 退订, 退訂, 取消订阅, 取消訂閱, 停止接收, 配信停止, 解除, 登録解除, ストップ, 중지, 수신거부, 수신 거부, 정지, зогсоо',
  // Swahili, Hausa, Yoruba, Zulu, Amharic, Afrikaans, Georgian, Armenian, Uzbek, Estonian, Latvian, Lithuanian
  'simama, simamisha, jiondoe, tsaya, daina, yima, አቁም, hou op, შეჩერება, გაჩერდი, կանգ առ, դադարեցնել',
  "to'xtat, toxtat, peata, lõpeta, apturēt, atrakstīties, sustabdyti, atsisakyti",
]

/** Words that take it back. "Yes" and "ok" answer other questions, and are not among them. */
const start = [
  'start, unstop, un stop, subscribe, resubscribe, optin, opt in',
  'darme de alta, suscribir, suscribirme, reanudar, inscrever, inscrever me, retomar, voltar a receber',
  "s'abonner, abonner, réabonner, m'abonner, reprendre, iscriviti, iscrivimi, riprendi, abonare",
  'anmelden, aanmelden, inschrijven, tilmeld, meld på, anmäl, prenumerera, tilaa',
  'subskrybuj, zapisz mnie, přihlásit, prihlásiť, feliratkozás, feliratkozom, prijavi me',
  'εγγραφή, έναρξη, başla, başlat, abone ol, старт, подписаться, підписатися, абонирай ме',
  'ابدأ, ابدا, اشتراك, اشترك, شروع, عضویت, شروع کریں, התחל, הצטרף, הרשמה',
  'शुरू, शुरू करें, शुरू करो, सदस्यता लें, सुरू करा, শুরু, শুরু করুন, શરૂ કરો, ਸ਼ੁਰੂ ਕਰੋ, தொடங்கு, தொடங்கவும், ప్రారంభించు, ಪ್ರಾರಂಭಿಸಿ, തുടങ്ങുക',
  'mulai, langganan, langgan, simulan, bắt đầu, เริ่ม, 开始, 開始, 订阅, 訂閱, 再開, スタート, 시작, 수신동의, anza, jiunge',
]

const stopWords = wordsOf(stop)
const startWords = wordsOf(start)
const longest = Math.max(...[...stopWords, ...startWords].map((word) => word.length))

/**
 * Whether a message says, in one of many languages, that its author wants no more messages, or wants them again. The
 * word has to be the whole message, whatever its case, accents and punctuation: a sentence with "stop" in it is talk.
 */
export function readStopWord(text: string): 'stop' | 'start' | null {
  // Nothing folds to a tenth of its length but what was padded to look like something else.
  if (text.length > longest * 10) return null
  const word = fold(text)
  if (stopWords.has(word)) return 'stop'
  return startWords.has(word) ? 'start' : null
}

function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(',').map(fold)))
}

/**
 * One form of all the ways to write a word: compatibility forms, case, the accents of Latin, Greek and Cyrillic, the
 * short vowels of Arabic, joiners, marks of direction, punctuation and emoji. The vowels of Indic scripts stay.
 */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f\u064b-\u0652\u0640]/g, '')
    .replaceAll(/\p{Cf}|\p{Variation_Selector}/gu, '')
    .replaceAll(/[\p{P}\p{S}\p{Cc}\s]+/gu, ' ')
    .normalize('NFC')
    .trim()
}
