import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentDisposition, safeFileName } from './file-name'
import { policy } from './policy'

describe('the name of a file that somebody sent', () => {
  test.each([
    ['invoice-1001.pdf', 'invoice-1001.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system32\\cmd.exe', 'cmd.exe'],
    ['/etc/passwd', 'passwd'],
    ['a\0b.pdf', 'a_b.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'a_Set-Cookie_ x.pdf'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['Übersicht 2026 📄.pdf', 'Übersicht 2026 📄.pdf'],
    ['.htaccess', 'htaccess'],
    ['..', null],
    ['', null],
    [null, null],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe)
  })

  test('keeps its ending when it is cut', () => {
    const name = safeFileName(`${'é'.repeat(5_000)}.pdf`)
    expect([...(name ?? '')]).toHaveLength(policy.media.fileNameLength)
    expect(name).toMatch(/\.pdf$/)
  })

  test('whatever it was: no path, nothing that cannot be seen or stored, and no longer than it may be', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (given) => {
        const safe = safeFileName(given)
        if (safe === null) return
        expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
        expect(safe).not.toMatch(/^\./)
        expect(safe.isWellFormed()).toBe(true)
        expect([...safe].length).toBeLessThanOrEqual(policy.media.fileNameLength)
        expect(safeFileName(safe)).toBe(safe)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('how a browser is told of it', () => {
  test('in plain letters, and beside them in all letters', () => {
    expect(contentDisposition('a.pdf')).toBe('attachment; filename="a.pdf"')
    expect(contentDisposition('Grüße (1).pdf', true)).toBe(
      `inline; filename="Gr__e (1).pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%281%29.pdf`,
    )
  })

  test('no name breaks out of the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = safeFileName(text)
        if (name !== null)
          expect(contentDisposition(name)).toMatch(
            /^attachment; filename="[^"\\\r\n]*"(; filename\*=[\w'%.~-]+)?$/,
          )
      }),
      { numRuns: 1_000 },
    )
  })
})
