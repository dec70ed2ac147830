const sentences: Record<string, [code: string, security: string]> = {
  en: ['*{{1}}* is your verification code.', 'For your security, do not share this code.'],
  es: ['*{{1}}* es tu código de verificación.', 'Por tu seguridad, no lo compartas.'],
  pt: ['*{{1}}* é seu código de verificação.', 'Para sua segurança, não o compartilhe.'],
  fr: ['*{{1}}* est votre code de vérification.', 'Pour votre sécurité, ne le partagez pas.'],
  de: ['*{{1}}* ist dein Verifizierungscode.', 'Gib diesen Code aus Sicherheitsgründen nicht weiter.'],
  hi: ['*{{1}}* आपका सत्यापन कोड है.', 'अपनी सुरक्षा के लिए, इस कोड को शेयर न करें.'],
  id: ['*{{1}}* adalah kode verifikasi Anda.', 'Demi keamanan Anda, jangan bagikan kode ini.'],
}

/** What Meta writes for an authentication template: nobody else may word it. */
export function verificationText(language: string, code: string): string {
  const base = language.split(/[_-]/)[0] ?? 'en'
  return (sentences[base] ?? sentences.en ?? []).join(' ').replace('{{1}}', () => code)
}
